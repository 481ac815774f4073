namespace MigrationActors.Testbed.Probing;

/// <summary>What a guest's answers say about it in a span of time.</summary>
/// <param name="Answers">Answers in the span, each probe counted once.</param>
/// <param name="LongestGap">
/// The longest time without an answer: the guest's downtime as others see it, give or take the probes' interval and the
/// queues on the way. The span's ends count as answers, so without any answer it is the whole span.
/// </param>
/// <param name="GapStart">When the longest gap began.</param>
/// <param name="FirstCounter">Null without an answer.</param>
/// <param name="LastCounter">Null without an answer.</param>
/// <param name="WentBack">The counter or the guest's clock was lower in an answer that came later, to a later probe.</param>
/// <param name="Rebooted">Answers carry different boot nonces.</param>
/// <param name="AnsweredTwice">One probe got two answers: two copies of the guest run.</param>
public sealed record ProbeReport(
    int Answers,
    TimeSpan LongestGap,
    DateTimeOffset GapStart,
    long? FirstCounter,
    long? LastCounter,
    bool WentBack,
    bool Rebooted,
    bool AnsweredTwice)
{
    /// <summary>One instance, which went on where it was.</summary>
    public bool IsOneContinuousInstance => Answers > 0 && !WentBack && !Rebooted && !AnsweredTwice;

    /// <param name="answers">In the order in which they arrived.</param>
    /// <param name="to">Not before <paramref name="from"/>.</param>
    public static ProbeReport Of(IEnumerable<ProbeAnswer> answers, DateTimeOffset from, DateTimeOffset to)
    {
        var inSpan = answers.Where(answer => answer.At >= from && answer.At <= to).ToList();
        var bySequence = inSpan.OrderBy(answer => answer.Sequence).Select(answer => answer.Reply).ToList();

        var (gap, gapStart) = (TimeSpan.Zero, from);
        var last = from;
        foreach (var at in inSpan.Select(answer => answer.At).Append(to))
        {
            if (at - last > gap)
            {
                (gap, gapStart) = (at - last, last);
            }

            last = at;
        }

        var distinct = inSpan.Select(answer => answer.Sequence).Distinct().Count();
        return new ProbeReport(
            distinct,
            gap,
            gapStart,
            bySequence.Count > 0 ? bySequence[0].Counter : null,
            bySequence.Count > 0 ? bySequence[^1].Counter : null,
            GoesBack([.. NotOvertaken(inSpan).Select(answer => answer.Reply)]),
            bySequence.Select(reply => reply.Nonce).Distinct().Count() > 1,
            distinct < inSpan.Count);
    }

    /// <summary>
    /// On the way to the guest probes may overtake each other, and on the way back answers. Time that really went back also shows in
    /// the answers that are in order both by their probes' numbers and by their arrival.
    /// </summary>
    private static IEnumerable<ProbeAnswer> NotOvertaken(IEnumerable<ProbeAnswer> arrived)
    {
        long latest = 0;
        foreach (var answer in arrived.Where(answer => answer.Sequence > latest))
        {
            latest = answer.Sequence;
            yield return answer;
        }
    }

    private static bool GoesBack(List<GuestReply> replies) =>
        replies.Zip(replies.Skip(1)).Any(pair => pair.Second.Counter < pair.First.Counter || pair.Second.Uptime < pair.First.Uptime);
}
