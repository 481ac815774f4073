namespace MigrationActors.Protocol.Api;

/// <summary>What makes a list of VMs no gang, in the same words wherever it is found. Pure.</summary>
public static class GangMistake
{
    /// <param name="vms">The members, as they were named.</param>
    /// <returns>What is wrong and what to do, or null.</returns>
    public static string? In(IReadOnlyList<string> vms) => vms.Count switch
    {
        0 => "The gang is empty: name at least one VM.",
        > GangLimits.MostMembers =>
            $"The gang has {vms.Count} VMs, and at most {GangLimits.MostMembers} go into one: make several gangs of it, which share the links as one would.",
        _ => Twice(vms),
    };

    private static string? Twice(IReadOnlyList<string> vms)
    {
        var first = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < vms.Count; i++)
        {
            if (!first.TryAdd(vms[i], i))
            {
                return $"'{vms[i]}' is in the gang twice, as members {first[vms[i]] + 1} and {i + 1}: name each VM once.";
            }
        }

        return null;
    }
}
