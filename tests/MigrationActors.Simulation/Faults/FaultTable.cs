using MigrationActors.Simulation.Engine;
using MigrationActors.Simulation.Guests;
using MigrationActors.Simulation.Machines;
using MigrationActors.Simulation.Scene;
using MigrationActors.Simulation.Storage;

namespace MigrationActors.Simulation.Faults;

/// <summary>Everything that can go wrong.</summary>
public static class FaultTable
{
    public static IReadOnlyList<Fault> All { get; } =
    [
        new("coordinator dies", 6, CoordinatorDies),
        new("two coordinators", 4, TwoCoordinators),
        new("coordinator pauses", 3, CoordinatorPauses),
        new("agent dies", 7, AgentDies),
        new("agent pauses", 3, (world, dice) => Agent(world, dice)?.Agent?.Pause(dice.Seconds(1, 15))),
        new("host reboots", 1, HostReboots),
        new("qemu dies", 2, (world, dice) => Qemu(world, dice)?.Die("killed")),
        new("qemu hangs", 2, QemuHangs),
        new("qmp breaks", 4, (world, dice) => Qemu(world, dice)?.DropConnections()),
        new("cable between hosts", 4, CableBetweenHosts),
        new("cable to coordinator", 4, CableToCoordinator),
        new("database", 5, DatabaseFails),
        new("tc", 4, TcFails),
        new("launch", 2, LaunchFails),
        new("counters", 3, CountersMisbehave),
        new("clock jumps", 3, ClockJumps),
        new("device state rejected", 2, (world, _) => world.Qemus.RejectsState = 0.5),
    ];

    private static void CoordinatorDies(World world, Dice dice)
    {
        foreach (var node in world.Coordinators.Alive.ToList())
        {
            node.Kill();
        }

        world.Simulator.Clock.After(dice.Seconds(0.2, 15), world.StartCoordinatorWhereNone);
    }

    /// <summary>A partition of the cluster: each side has one, until the losing side ends its own.</summary>
    private static void TwoCoordinators(World world, Dice dice)
    {
        var old = world.Coordinators.Alive.ToList();
        world.StartCoordinator();
        world.Simulator.Clock.After(dice.Seconds(1, 25), () => old.ForEach(n => n.Kill()));
    }

    /// <summary>It is taken for dead, replaced, and comes back as if nothing had been.</summary>
    private static void CoordinatorPauses(World world, Dice dice)
    {
        var old = world.Coordinators.Alive.ToList();
        var length = dice.Seconds(4, 25);
        old.ForEach(n => n.Pause(length));
        world.Simulator.Clock.After(length * dice.Share(), () => world.StartCoordinator());
        world.Simulator.Clock.After(length + dice.Seconds(0.1, 10), () => old.ForEach(n => n.Kill()));
    }

    private static void AgentDies(World world, Dice dice)
    {
        if (Agent(world, dice) is { } machine)
        {
            machine.Agent!.Kill();
            world.Simulator.Clock.After(dice.Seconds(0.1, 20), () => world.StartAgent(machine));
        }
    }

    private static void HostReboots(World world, Dice dice)
    {
        var machine = dice.Of(world.Machines.Where(m => m.IsUp).ToList());
        machine.GoDown();
        world.Simulator.Clock.After(dice.Seconds(5, 40), () =>
        {
            machine.ComeUp();
            world.Simulator.Clock.After(dice.Seconds(1, 5), () => world.StartAgent(machine));
        });
    }

    private static void QemuHangs(World world, Dice dice)
    {
        if (Qemu(world, dice) is { } qemu)
        {
            qemu.Hang();
            Passes(world, dice.Seconds(1, 60), qemu.GoOn);
        }
    }

    private static void CableBetweenHosts(World world, Dice dice)
    {
        var hosts = world.Hypervisors.ToList();
        var one = dice.Of(hosts);
        var other = dice.Of(hosts.Where(h => h != one).ToList());
        world.Cables.Cut(one.Name, other.Name);
        Passes(world, dice.Seconds(0.5, 40), () => world.Cables.Mend(one.Name, other.Name));
    }

    private static void Passes(World world, TimeSpan after, Action mend)
    {
        if (!world.StaysBroken)
        {
            world.Simulator.Clock.After(after, mend);
        }
    }

    private static void CableToCoordinator(World world, Dice dice)
    {
        var machine = dice.Of(world.Machines);
        var length = dice.Seconds(0.5, 40);
        Cut(world, machine.Name, "ctl0", length);
        Cut(world, machine.Name, "ctl1", length);
    }

    private static void Cut(World world, string one, string other, TimeSpan length)
    {
        world.Cables.Cut(one, other);
        world.Simulator.Clock.After(length, () => world.Cables.Mend(one, other));
    }

    private static void DatabaseFails(World world, Dice dice)
    {
        world.Database.Mode = dice.Of([DatabaseMode.Down, DatabaseMode.Locked, DatabaseMode.Full, DatabaseMode.LosesAnswers]);
        world.Simulator.Trace.Add("database", world.Database.Mode.ToString());
        world.Simulator.Clock.After(dice.Seconds(0.05, 25), () =>
        {
            world.Simulator.Trace.Add("database", "up again");
            world.Database.Mode = DatabaseMode.Up;
        });
    }

    private static void TcFails(World world, Dice dice)
    {
        var machine = dice.Of(world.Machines);
        machine.Rules.Trouble = "RTNETLINK answers: Device or resource busy";
        world.Simulator.Clock.After(dice.Seconds(0.2, 20), () => machine.Rules.Trouble = null);
    }

    private static void LaunchFails(World world, Dice dice)
    {
        var machine = dice.Of(world.Hypervisors.ToList());
        machine.LaunchTrouble = "Cannot allocate memory.";
        world.Simulator.Clock.After(dice.Seconds(0.2, 20), () => machine.LaunchTrouble = null);
    }

    private static void CountersMisbehave(World world, Dice dice)
    {
        var counters = dice.Of(world.Machines).Counters;
        switch (dice.Below(4))
        {
            case 0:
                counters.Reset();
                break;
            case 1:
                counters.Wraps = true;
                break;
            case 2:
                counters.RenameUplink($"enp{dice.Below(9)}s0");
                break;
            default:
                counters.IsUnreadable = true;
                world.Simulator.Clock.After(dice.Seconds(1, 10), () => counters.IsUnreadable = false);
                break;
        }
    }

    private static void ClockJumps(World world, Dice dice)
    {
        var machine = dice.Of(world.Machines);
        var jump = TimeSpan.FromSeconds(dice.Chance(0.5) ? dice.Between(-3, 3) : dice.Between(-4000, 4000));
        world.Simulator.Trace.Add("clock jumps", machine.Name, jump);
        machine.Time.Error += jump;
    }

    private static Machine? Agent(World world, Dice dice)
    {
        var alive = world.Machines.Where(m => m.Agent is { IsAlive: true }).ToList();
        return alive.Count == 0 ? null : dice.Of(alive);
    }

    /// <summary>One of a transfer, where there is any; those of idle guests prove nothing.</summary>
    private static SimulatedQemu? Qemu(World world, Dice dice)
    {
        var moving = world.Machines.SelectMany(m => m.Qemus).Where(q => q.IsAlive && (q.RunState == States.InMigrate || States.IsUnderWay(q.Migration))).ToList();
        return moving.Count == 0 ? null : dice.Of(moving);
    }
}
