using MigrationActors.Core.Saga;
using MigrationActors.Simulation.Engine;
using MigrationActors.Simulation.Guests;
using MigrationActors.Simulation.Machines;

namespace MigrationActors.Simulation.Judging;

/// <summary>The last look around, when faults are over and everything had time: one copy of each guest or <c>Lost</c>, and nothing left.</summary>
public sealed class FinalCheck(Simulator simulator, Book book, IReadOnlyList<Machine> machines, IEnumerable<Guest> guests)
{
    /// <summary>How long the product may take to notice what it tells.</summary>
    private static readonly TimeSpan Notice = TimeSpan.FromSeconds(20);

    public void Look()
    {
        foreach (var guest in guests)
        {
            Look(guest, book.Of(guest.Name).LastOrDefault());
        }

        foreach (var machine in machines)
        {
            Look(machine);
        }

        foreach (var open in book.Coordinator.OpenGangs)
        {
            simulator.Violated("I2", $"The gang {open.Id} has not ended.");
        }

        foreach (var open in book.Coordinator.Open)
        {
            simulator.Violated("I2", $"{open.Request.Id} is over, and its coordinator takes it for open: '{open.Request.Vm}' cannot be moved any more.");
        }
    }

    private void Look(Guest guest, MigrationRecord? last)
    {
        var outcome = last?.Phase ?? MigrationPhase.None;
        var home = outcome == MigrationPhase.Completed ? last!.Request.Destination : last?.Request.Source;
        if (outcome == MigrationPhase.Lost)
        {
            if (guest is { Destroyed: null, Executing: [{ } where] } && !States.IsUnderWay(where.Migration) && QemusOf(guest).All(q => !q.Hangs))
            {
                simulator.Violated("I1", $"{last!.Request.Id} says Lost, but '{guest.Name}' runs on {where.Machine} and could have been asked: {last.State.Failure}");
            }

            return;
        }

        if (guest.Destroyed is { } destroyed)
        {
            if (last is not null && IsUntrue(last, destroyed, home!))
            {
                simulator.Violated("I1", $"{last.Request.Id} says {outcome}, but '{guest.Name}' was destroyed on {destroyed.Machine} at {destroyed.At.TotalSeconds:0.0} s, before it said so.");
            }
        }
        else if (guest.Executing.Count != 1)
        {
            simulator.Violated("I1", $"'{guest.Name}' runs nowhere, and its last migration says {outcome}.");
        }
        else if (home is not null && guest.Executing[0].Machine != home)
        {
            simulator.Violated("I1", $"'{guest.Name}' runs on {guest.Executing[0].Machine}; {last!.Request.Id} says {outcome}, so it should be on {home}.");
        }

        // One that hangs for good may never have told its agent that it does not run the guest: then only a person may end it.
        foreach (var other in QemusOf(guest).Where(q => !guest.Executing.Contains(q) && !q.Hangs))
        {
            simulator.Violated("I5", $"A QEMU of '{guest.Name}' is left on {other.Machine} ({other.RunState}, {other.Migration}); {last?.Request.Id} says {outcome}.");
        }
    }

    private IEnumerable<SimulatedQemu> QemusOf(Guest guest) => machines.SelectMany(m => m.Qemus).Where(q => q.IsAlive && q.Guest == guest);

    /// <summary>
    /// Whether it was long gone from where the migration says that it runs, when the migration decided so. One that never heard of the
    /// guest at its source says nothing of it.
    /// </summary>
    private static bool IsUntrue(MigrationRecord last, (TimeSpan At, string Machine) destroyed, string home)
    {
        if (last.State.Endpoint is null)
        {
            return false;
        }

        var phase = last.Phase == MigrationPhase.Completed ? MigrationPhase.SwitchedOver : MigrationPhase.Aborting;
        var said = (last.Entered(phase) ?? last.State.History[^1].At) - VirtualClock.Begin;
        return destroyed.Machine == home && said > destroyed.At + Notice;
    }

    private void Look(Machine machine)
    {
        if (!machine.Rules.Now.IsEmpty)
        {
            simulator.Violated("I3", $"Rules are left on {machine.Name}: {KernelRules.Text(machine.Rules.Now)}.");
        }

        foreach (var (tap, vm) in machine.Taps.Where(t => machine.Find(t.Value) is null))
        {
            simulator.Violated("I5", $"The tap {tap} of '{vm}' is left on {machine.Name}.");
        }
    }
}
