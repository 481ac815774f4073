using System.Diagnostics.CodeAnalysis;
using MigrationActors.Protocol.Api;
using MigrationActors.Protocol.Hosts;

namespace MigrationActors.Actors.Coordination;

/// <summary>Whether a VM can be moved at all, by what the hosts last announced. Pure.</summary>
public static class Candidates
{
    private const int MostNamed = 20;

    /// <summary>Exactly one of the two is there.</summary>
    /// <param name="patience">A host that was not heard for longer is unreachable.</param>
    public static bool Find(
        Wish wish, HostTable hosts, DateTimeOffset now, TimeSpan patience, [NotNullWhen(true)] out Candidate? found, [NotNullWhen(false)] out Refusal? refusal)
    {
        found = null;
        refusal = FindSource(wish, hosts, out var source, out var vm) ?? FindDestination(wish, hosts, source!, out var destination) switch
        {
            { } none => none,
            null => Obstacle(vm!, source!, destination!, now, patience) ?? Take(new Candidate(wish, source!, destination!, vm!), out found),
        };
        return refusal is null;
    }

    public static string Known(string what, IEnumerable<string> names)
    {
        var sorted = names.Distinct().Order(StringComparer.Ordinal).Take(MostNamed).ToList();
        return sorted.Count == 0 ? $"{what}: none are known yet." : $"{what}: {string.Join(", ", sorted)}.";
    }

    /// <returns>That the host's agent was not heard lately, or null.</returns>
    public static Refusal? Unheard(KnownHost host, DateTimeOffset now, TimeSpan patience) => host.IsReachable(now, patience)
        ? null
        : new Refusal(
            RefusalKind.Unavailable,
            $"The agent on '{host.Name}' was last heard {(now - host.HeardAt).TotalSeconds:0} s ago: see that migrationd runs there and reaches the cluster.");

    private static Refusal? Take(Candidate candidate, out Candidate? found)
    {
        found = candidate;
        return null;
    }

    private static Refusal? FindSource(Wish wish, HostTable hosts, out KnownHost? source, out VmAnnouncement? vm)
    {
        var holders = hosts.HostsOf(wish.Vm);
        source = holders.Count == 1 ? holders[0] : null;
        vm = source?.Find(wish.Vm);
        return holders.Count switch
        {
            0 => new Refusal(RefusalKind.NotFound, $"No host runs a VM named '{wish.Vm}'. {Known("VMs", hosts.All.SelectMany(h => h.Latest.Vms).Select(v => v.Name))}"),
            1 => null,
            _ => new Refusal(
                RefusalKind.Conflict,
                $"'{wish.Vm}' is on {string.Join(" and ", holders.Select(h => h.Name))}: a migration left something behind, or it was started twice. See 'migctl vms' and 'migctl status'."),
        };
    }

    private static Refusal? FindDestination(Wish wish, HostTable hosts, KnownHost source, out KnownHost? destination)
    {
        destination = hosts.Find(wish.Destination);
        if (destination is null)
        {
            var others = hosts.All.Where(h => h.IsHypervisor && h.Name != source.Name).Select(h => h.Name);
            return new Refusal(RefusalKind.NotFound, $"There is no host named '{wish.Destination}'. {Known("Possible destinations", others)}");
        }

        if (destination.Name == source.Name)
        {
            return new Refusal(RefusalKind.Invalid, $"'{wish.Vm}' already runs on '{source.Name}': name another host as the destination.");
        }

        return destination.IsHypervisor
            ? null
            : new Refusal(RefusalKind.Invalid, $"'{destination.Name}' does not run VMs (its roles: {string.Join(", ", destination.Latest.Roles)}): name a host with the role '{HostAnnouncement.HostRole}'.");
    }

    private static Refusal? Obstacle(VmAnnouncement vm, KnownHost source, KnownHost destination, DateTimeOffset now, TimeSpan patience)
    {
        if (vm.State == VmAnnouncement.Unreachable)
        {
            return new Refusal(
                RefusalKind.Conflict,
                $"'{vm.Name}' on '{source.Name}' is unreachable: its QEMU does not answer over QMP. Another program may hold the socket 'qmp.sock' ('human.sock' is for people), or QEMU hangs.");
        }

        if (vm.State != VmAnnouncement.Running)
        {
            return new Refusal(RefusalKind.Conflict, $"'{vm.Name}' on '{source.Name}' is {vm.State}, not running: only a running VM can be migrated live.");
        }

        return Unheard(source, now, patience) ?? Unheard(destination, now, patience);
    }
}
