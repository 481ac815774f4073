namespace MigrationActors.Core.Planning.Checking;

/// <summary>Every wanted move is in the plan, once and as it was wanted, and nothing else is.</summary>
internal static class WantedChecks
{
    public static IEnumerable<string> Of(ClusterSnapshot cluster, IReadOnlyList<WantedMove> wanted, GangPlan plan)
    {
        var open = new Dictionary<string, WantedMove>(StringComparer.Ordinal);
        foreach (var move in wanted.Where(move => !open.TryAdd(move.Id, move)))
        {
            yield return $"The move {move.Id} is wanted twice.";
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in plan.Members)
        {
            var name = CheckedMember.NameOf(member);
            if (!open.TryGetValue(member.Move.Id, out var move))
            {
                yield return $"{name} is planned and was not wanted.";
                continue;
            }

            if (!seen.Add(move.Id))
            {
                yield return $"{name} is planned twice.";
            }

            if (member.Move != move)
            {
                yield return $"{name} is planned as something else than was wanted.";
            }

            if (move.Source == move.Destination)
            {
                yield return $"{name} is to be moved from '{move.Source}' to itself.";
            }

            foreach (var host in new[] { move.Source, move.Destination }.Where(host => !cluster.Hosts.ContainsKey(host)))
            {
                yield return $"{name} needs the host '{host}', which is not among the known ones.";
            }
        }

        foreach (var move in open.Values.Where(move => !seen.Contains(move.Id)))
        {
            yield return $"'{move.Vm.Name}' ({move.Id}) is wanted and not planned.";
        }

        var running = cluster.Running.Select(claim => claim.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var awaited in plan.Awaited.Where(a => !running.Contains(a.Id)))
        {
            yield return $"The end of '{awaited.Id}' is waited for, and it does not run.";
        }
    }
}
