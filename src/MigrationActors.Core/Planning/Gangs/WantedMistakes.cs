namespace MigrationActors.Core.Planning.Gangs;

/// <summary>What makes several moves impossible before anything is decided.</summary>
internal static class WantedMistakes
{
    /// <returns>The first mistake, in a sentence; null where there is none.</returns>
    public static string? FirstOf(ClusterSnapshot cluster, IReadOnlyList<WantedMove> wanted)
    {
        var (ids, vms) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        foreach (var running in cluster.Running)
        {
            ids.Add(running.Id);
        }

        foreach (var move in wanted)
        {
            if (Mistake(cluster, move) is { } mistake)
            {
                return mistake;
            }

            if (!vms.Add(move.Vm.Name))
            {
                return $"'{move.Vm.Name}' is wanted twice; name each VM once.";
            }

            if (!ids.Add(move.Id))
            {
                return $"The migration id '{move.Id}' of '{move.Vm.Name}' is taken; give each move an id of its own.";
            }
        }

        return null;
    }

    private static string? Mistake(ClusterSnapshot cluster, WantedMove move)
    {
        if (move.Source == move.Destination)
        {
            return $"'{move.Vm.Name}' already runs on '{move.Source}': name another host as the destination.";
        }

        return new[] { move.Source, move.Destination }.FirstOrDefault(host => !cluster.Hosts.ContainsKey(host)) is { } unknown
            ? $"'{move.Vm.Name}' cannot be moved: there is no host named '{unknown}'."
            : null;
    }
}
