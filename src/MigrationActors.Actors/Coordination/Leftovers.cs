using MigrationActors.Core.Saga;
using MigrationActors.Protocol.Hosts;

namespace MigrationActors.Actors.Coordination;

/// <summary>
/// QEMUs that a migration has left behind: its end came while their host could not be reached. Pure; asked with every announcement,
/// so that a host that comes back is tidied within seconds.
/// </summary>
public static class Leftovers
{
    private const string SentAway = "postmigrate";

    /// <returns>What the host is to be told; its agent looks again before it acts.</returns>
    public static IEnumerable<IHostCommand> On(HostAnnouncement host, CoordinatorState state, HostTable hosts)
    {
        foreach (var vm in host.Vms)
        {
            if (vm is { State: VmAnnouncement.Awaiting, MigrationId: { } id } && HasEndedAtSource(id, state))
            {
                yield return new HostCommand.DiscardDestination(new CommandHeader(id, state.Epoch), vm.Name);
            }
            else if (vm.State == SentAway && LeftBy(vm.Name, host.Host, state, hosts) is { } migration)
            {
                yield return new HostCommand.RetireSource(new CommandHeader(migration, state.Epoch), vm.Name);
            }
        }
    }

    /// <summary>What waits for a VM that stayed where it was. After a loss nothing is touched: a person may want to look at it.</summary>
    private static bool HasEndedAtSource(string id, CoordinatorState state) =>
        state.Migrations.GetValueOrDefault(id)?.Outcome is MigrationPhase.Failed or MigrationPhase.Cancelled;

    /// <summary>The completed migration by which the VM left this host, as long as it runs somewhere else.</summary>
    private static string? LeftBy(string vm, string host, CoordinatorState state, HostTable hosts) =>
        state.OpenFor(vm) is null && hosts.HostsOf(vm).Any(h => h.Name != host && h.Find(vm)!.State == VmAnnouncement.Running)
            ? state.Migrations.Values
                .Where(m => m.Request.Vm == vm && m.Request.Source == host && m.Outcome == MigrationPhase.Completed)
                .MaxBy(m => m.Accepted.At)?.Request.Id
            : null;
}
