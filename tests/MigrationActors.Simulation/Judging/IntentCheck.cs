using MigrationActors.Core.Saga;
using MigrationActors.Simulation.Engine;
using MigrationActors.Simulation.Guests;
using MigrationActors.Simulation.Machines;

namespace MigrationActors.Simulation.Judging;

/// <summary>Holds every effect to what the journal said when it happened: intent first (I4), and no copy ended that is needed (I1).</summary>
public sealed class IntentCheck
{
    private readonly Simulator _simulator;
    private readonly Book _book;

    public IntentCheck(Simulator simulator, Book book, QemuWorld qemus, IEnumerable<Machine> machines)
    {
        _simulator = simulator;
        _book = book;
        qemus.Started += Started;
        qemus.Ordered += Ordered;
        qemus.Ended += Ended;
        foreach (var machine in machines)
        {
            machine.Rules.Changed += ids => Reserved(machine, ids);
        }
    }

    private void Started(SimulatedQemu qemu)
    {
        if (qemu.RunState == States.InMigrate && !_book.Of(qemu.Guest.Name).Any(m => m.Request.Destination == qemu.Machine && m.State.Decision is not null))
        {
            _simulator.Violated("I4", $"A QEMU waits for '{qemu.Guest.Name}' on {qemu.Machine}, and the journal knows of no migration there.");
        }
    }

    private void Ordered(SimulatedQemu qemu, string command)
    {
        var wanted = command switch
        {
            "migrate" => MigrationPhase.Reserved,
            "migrate-start-postcopy" => MigrationPhase.PostcopyRunning,
            _ => MigrationPhase.None,
        };
        if (wanted != MigrationPhase.None && !_book.Of(qemu.Guest.Name).Any(m => m.Request.Source == qemu.Machine && m.Entered(wanted) is not null))
        {
            _simulator.Violated("I4", $"'{command}' was ordered for '{qemu.Guest.Name}' on {qemu.Machine} before the journal said {wanted}.");
        }
    }

    private void Reserved(Machine machine, IReadOnlyList<string> ids)
    {
        foreach (var id in ids.Where(id => _book.Find(id) is not { State.Endpoint: not null }))
        {
            _simulator.Violated("I4", $"{machine.Name} has rules for {id} before the journal said where it goes.");
        }
    }

    /// <summary>Before an agent ends a QEMU.</summary>
    private void Ended(SimulatedQemu qemu)
    {
        var guest = qemu.Guest;
        if (guest.Destroyed is not null)
        {
            return;
        }

        if (guest.Executing.Contains(qemu))
        {
            _simulator.Violated("I1", $"The agent ends the QEMU on {qemu.Machine} that runs '{guest.Name}'.");
        }
        else if (qemu.Outgoing is { IsNeeded: true } || qemu.Incoming is { IsNeeded: true })
        {
            _simulator.Violated("I1", $"The agent ends the QEMU on {qemu.Machine} that still has memory of '{guest.Name}', whose post-copy is not over.");
        }
        else if (guest.Newest == qemu)
        {
            _simulator.Violated("I1", $"The agent ends the QEMU on {qemu.Machine} before '{guest.Name}' has run anywhere else: the only copy.");
        }
    }
}
