namespace MigrationActors.Core.Planning.Checking;

/// <summary>A member's intervals follow each other without gaps and overlaps.</summary>
internal static class IntervalChecks
{
    public static IEnumerable<string> Of(MemberPlan member)
    {
        var name = CheckedMember.NameOf(member);
        if (member.Rates.Count == 0)
        {
            yield return $"{name} has no rate at any time.";
            yield break;
        }

        if (member.Begins < TimeSpan.Zero)
        {
            yield return $"{name} begins at {member.Begins}, before the plan does.";
        }

        var end = member.Begins;
        foreach (var interval in member.Rates)
        {
            if (interval.From != end)
            {
                yield return $"{name}: its rates {(interval.From > end ? "leave a gap" : "overlap")} between {end} and {interval.From}.";
            }

            if (interval.To <= interval.From)
            {
                yield return $"{name}: its rate from {interval.From} ends at {interval.To}, which is no later.";
            }

            end = interval.To;
        }
    }
}
