using MigrationActors.Core.Gang;
using MigrationActors.Core.Reservation;
using MigrationActors.Core.Techniques;

namespace MigrationActors.Core.Planning.Checking;

/// <summary>Technique and strategy: what the caller insisted on, what the hosts can do, what the urgency asks for.</summary>
internal static class DecisionChecks
{
    public static IEnumerable<string> Of(CheckedMember member, Strategy? forced)
    {
        var technique = member.Plan.Plan.Technique.Choice;
        if (member.Plan.Move.Forced is { } wanted && technique != wanted)
        {
            yield return $"{member.Name} is moved by {technique.Text()}, and {wanted.Text()} was forced.";
        }

        if (technique != Technique.PreCopy)
        {
            foreach (var host in new[] { member.Source, member.Destination }.Where(h => !h.PostCopySupported))
            {
                yield return $"{member.Name} is moved by {technique.Text()}, which '{host.Name}' cannot do.";
            }
        }

        var strategy = member.Plan.Strategy.Choice;
        if (forced is { } insisted)
        {
            if (strategy != insisted)
            {
                yield return $"{member.Name} is moved {Text(strategy)}, and {Text(insisted)} was forced.";
            }
        }
        else if ((member.Plan.Move.Urgency, strategy) is (Urgency.High, Strategy.Serial) or (Urgency.Low, Strategy.Parallel))
        {
            yield return $"{member.Name} is moved {Text(strategy)}, which its urgency ({member.Plan.Move.Urgency}) does not allow.";
        }
    }

    /// <summary>Whoever begins later says why; whoever begins at once waits at most for something that ran before the plan and is taken to end at once.</summary>
    public static IEnumerable<string> OfWaiting(CheckedMember member, GangPlan plan)
    {
        if (member.Plan.Waits is null && member.Plan.Begins > TimeSpan.Zero)
        {
            yield return $"{member.Name} begins at {member.Plan.Begins}, and says nothing about waiting.";
        }

        if (member.Plan.Waits is { } reason && member.Plan.Begins <= TimeSpan.Zero && !plan.Awaited.Any(a => a.At <= TimeSpan.Zero))
        {
            yield return $"{member.Name} begins at {member.Plan.Begins}, and says '{reason}' about waiting.";
        }
    }

    /// <summary>All medium ones that go the same way meet the same contention.</summary>
    public static IEnumerable<string> OfPairs(IEnumerable<CheckedMember> members, Strategy? forced) => forced is not null
        ? []
        : members
            .Where(m => m.Plan.Move.Urgency == Urgency.Medium)
            .GroupBy(m => (m.Leaves, m.Arrives))
            .Where(pair => pair.Select(m => m.Plan.Strategy.Choice).Distinct().Count() > 1)
            .Select(pair => $"Of the medium ones from '{pair.Key.Leaves.Host}' to '{pair.Key.Arrives.Host}' some go in parallel and some in series.");

    private static string Text(Strategy strategy) => strategy == Strategy.Parallel ? "in parallel" : "in series";
}
