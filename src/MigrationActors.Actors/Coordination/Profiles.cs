using MigrationActors.Core;
using MigrationActors.Core.Planning;
using MigrationActors.Core.Sla;
using MigrationActors.Core.Traffic;
using MigrationActors.Protocol.Hosts;

namespace MigrationActors.Actors.Coordination;

/// <summary>
/// Hosts and VMs as a plan looks at them. A host's counters do not tell migrations from applications, so what running migrations send is
/// taken off: they are planned for in the ledger. Pure.
/// </summary>
/// <param name="sending">What each running migration sends now.</param>
public sealed class Profiles(IReadOnlyCollection<(string Source, string Destination, Mbps Rate)> sending)
{
    public HostSnapshot Of(KnownHost host)
    {
        var said = host.Latest;
        var sent = Sum(sending.Where(s => s.Source == host.Name).Select(s => s.Rate));
        var received = Sum(sending.Where(s => s.Destination == host.Name).Select(s => s.Rate));
        return new HostSnapshot(
            host.Name, said.Link, said.Link - said.Control, new TrafficRate(said.Out - sent, said.In - received), said.PostCopyObstacle is null, said.PostCopyObstacle);
    }

    public static VmSnapshot Of(VmAnnouncement vm) => new(vm.Name, new TrafficRate(vm.Out, vm.In), new SlaStatement(vm.Sla, vm.Workload));

    private static Mbps Sum(IEnumerable<Mbps> rates) => rates.Aggregate(Mbps.Zero, (sum, rate) => sum + rate);
}
