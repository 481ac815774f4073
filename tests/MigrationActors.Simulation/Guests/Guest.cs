using MigrationActors.Qemu.Vms;
using MigrationActors.Simulation.Engine;

namespace MigrationActors.Simulation.Guests;

/// <summary>
/// One VM, wherever its QEMUs are: which of them executes it, and which has its newest memory. Two that execute it at a time, or
/// one that executes an old memory again, is what must never happen.
/// </summary>
public sealed class Guest(Simulator simulator, VmDefinition definition, GuestLoad load)
{
    private readonly List<SimulatedQemu> _executing = [];
    private SimulatedQemu? _heir;

    public string Name { get; } = definition.Name.Value;

    public VmDefinition Definition { get; } = definition;

    public GuestLoad Load { get; } = load;

    public IReadOnlyList<SimulatedQemu> Executing => _executing;

    /// <summary>The QEMU that executed it last: any other's memory is of the past.</summary>
    public SimulatedQemu? Newest { get; private set; }

    /// <summary>When the world (a crash, no order of ours) destroyed the guest, and on which machine; null while it has not.</summary>
    public (TimeSpan At, string Machine)? Destroyed { get; private set; }

    public void Runs(SimulatedQemu where)
    {
        if (_executing.Contains(where))
        {
            return;
        }

        if (_executing.Count > 0)
        {
            simulator.Violated("I1", $"'{Name}' begins to run on {where.Machine} while it runs on {_executing[0].Machine}.");
        }
        else if (IsOld(where))
        {
            simulator.Violated("I1", $"An old copy of '{Name}' runs again on {where.Machine}; its memory has gone on to {(_heir ?? Newest)!.Machine}.");
        }

        _executing.Add(where);
        (Newest, _heir) = (where, null);
    }

    /// <summary>A destination has all that it needs to run the guest.</summary>
    public void HandOver(SimulatedQemu to) => _heir = to;

    public void Stops(SimulatedQemu where) => _executing.Remove(where);

    public void Lose(string machine)
    {
        if (Destroyed is null)
        {
            simulator.Trace.Add("guest lost", Name, machine);
            Destroyed = (simulator.Clock.Elapsed, machine);
        }
    }

    /// <summary>A source may run its guest again while the destination, alive, has not got it, or has died before it ever ran it.</summary>
    private bool IsOld(SimulatedQemu where) =>
        where != _heir && ((_heir is { IsAlive: true }) || (Newest is not null && Newest != where));
}
