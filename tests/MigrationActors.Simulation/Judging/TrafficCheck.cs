using MigrationActors.Actors.Network;
using MigrationActors.LinuxNet.Counters;
using MigrationActors.Simulation.Engine;

namespace MigrationActors.Simulation.Judging;

/// <summary>Reads what a tracker measured: whatever counters and clocks do, no rate may be one that the link cannot have.</summary>
public sealed class TrafficCheck(Simulator simulator, string machine, double mostMbps) : ITrafficLog
{
    public void Write(DateTimeOffset at, IReadOnlyList<InterfaceRate> rates)
    {
        foreach (var rate in rates)
        {
            var highest = Math.Max(rate.Window.Out.Value, rate.Window.In.Value);
            if (highest > mostMbps)
            {
                simulator.Violated("F20", $"{machine} measured {highest:0} Mbit/s on {rate.Name}; no more than {mostMbps:0} can have been there.");
            }
        }
    }
}
