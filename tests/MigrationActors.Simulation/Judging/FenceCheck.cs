using MigrationActors.Protocol.Hosts;
using MigrationActors.Simulation.Engine;
using MigrationActors.Simulation.Network;

namespace MigrationActors.Simulation.Judging;

/// <summary>
/// A coordinator that was replaced is not obeyed: what it orders of a host that has heard a newer one may be refused, and nothing
/// else. Told by the answers of which each order has one.
/// </summary>
public sealed class FenceCheck
{
    private readonly Simulator _simulator;
    private readonly Dictionary<string, long> _highest = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Coordinator, string Machine, string Order), int> _fresh = [];
    private readonly Dictionary<(string Coordinator, string Machine, string Order), long> _stale = [];

    public FenceCheck(Simulator simulator, Wire wire)
    {
        _simulator = simulator;
        wire.Heard += Heard;
        wire.Said += Said;
    }

    private void Heard(Node agent, Node coordinator, object message)
    {
        if (message is not IHostCommand order)
        {
            return;
        }

        var highest = Math.Max(_highest.GetValueOrDefault(agent.Machine), order.Header.Epoch);
        _highest[agent.Machine] = highest;
        var key = (coordinator.Name, agent.Machine, $"{order.GetType().Name} {order.Header.MigrationId}");
        if (order.Header.Epoch == highest)
        {
            _fresh[key] = _fresh.GetValueOrDefault(key) + 1;
        }
        else
        {
            _stale[key] = order.Header.Epoch;
        }
    }

    private void Said(Node agent, Node coordinator, object message)
    {
        if (message is not IHostReply reply || Order(reply) is not { } order)
        {
            return;
        }

        var key = (coordinator.Name, agent.Machine, $"{order} {reply.MigrationId}");
        if (_fresh.GetValueOrDefault(key) > 0)
        {
            _fresh[key]--;
        }
        else if (_stale.TryGetValue(key, out var epoch))
        {
            _simulator.Violated("F13", $"{agent.Machine} has heard epoch {_highest[agent.Machine]}, and obeyed {order} of epoch {epoch} from {coordinator}.");
        }
    }

    private static string? Order(IHostReply reply) => reply switch
    {
        HostReply.VmDescribed => nameof(HostCommand.DescribeVm),
        HostReply.BandwidthReserved => nameof(HostCommand.ReserveBandwidth),
        HostReply.BandwidthReleased => nameof(HostCommand.ReleaseBandwidth),
        HostReply.SourceRetired => nameof(HostCommand.RetireSource),
        HostReply.DestinationDiscarded => nameof(HostCommand.DiscardDestination),
        _ => null,
    };
}
