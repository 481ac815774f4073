using MigrationActors.Core.Reservation;
using MigrationActors.Core.Techniques;
using MigrationActors.Simulation.Engine;
using MigrationActors.Simulation.Machines;

namespace MigrationActors.Simulation.Scene;

/// <summary>What a seed's run is about, apart from its faults: where guests run, what traffic there is, what is wished.</summary>
public sealed class Play(World world)
{
    private static readonly Urgency[] Urgencies = [Urgency.High, Urgency.Medium, Urgency.Low];
    private static readonly Technique?[] Techniques = [null, null, Technique.PreCopy, Technique.PostCopy, Technique.Hybrid];

    private readonly Dice _dice = world.Simulator.Dice("play");

    /// <summary>When the last wish is uttered.</summary>
    public TimeSpan LastWish { get; private set; }

    public void Begin(Client client)
    {
        var hosts = world.Hypervisors.ToList();
        foreach (var machine in world.Machines)
        {
            world.Simulator.Clock.After(_dice.Seconds(0, 2), () => world.StartAgent(machine));
            Traffic(machine);
        }

        world.Simulator.Clock.After(_dice.Seconds(0, 2), () => world.StartCoordinator());
        foreach (var guest in world.Guests.Values)
        {
            var home = _dice.Of(hosts);
            world.Boot(guest, home);
            home.Counters.Carry(_dice.Between(0, 20e6), _dice.Between(0, 20e6), $"tap-{guest.Name}");
            Wishes(client, guest.Name, home, hosts);
        }
    }

    /// <summary>A guest is sent somewhere, and perhaps somewhere else afterwards.</summary>
    private void Wishes(Client client, string vm, Machine home, List<Machine> hosts)
    {
        var at = _dice.Seconds(4, 15);
        var here = home;
        var count = _dice.Chance(0.3) ? 2 : 1;
        for (var number = 0; number < count; number++)
        {
            var there = _dice.Of(hosts.Where(h => h != here).ToList());
            TimeSpan? cancelAfter = _dice.Chance(0.25) ? _dice.Seconds(0, 12) : null;
            client.Ask(new Wish(at, vm, there.Name, _dice.Of(Urgencies), _dice.Of(Techniques), cancelAfter));
            LastWish = at > LastWish ? at : LastWish;
            here = there;
            at += _dice.Seconds(5, 30);
        }
    }

    /// <summary>Applications on the uplink, now more and now less: bytes per second.</summary>
    private void Traffic(Machine machine)
    {
        machine.Counters.Carry(_dice.Chance(0.4) ? _dice.Between(80e6, 118e6) : _dice.Between(0, 60e6), _dice.Between(0, 90e6));
        world.Simulator.Clock.After(_dice.Seconds(8, 40), () => Traffic(machine));
    }
}
