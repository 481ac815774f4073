using MigrationActors.Core.Gang;
using MigrationActors.Core.Reservation;
using MigrationActors.Core.Techniques;
using MigrationActors.Protocol.Api;
using MigrationActors.Simulation.Engine;
using MigrationActors.Simulation.Guests;
using MigrationActors.Simulation.Machines;

namespace MigrationActors.Simulation.Scene;

/// <summary>What a seed's run is about, apart from its faults: where guests run, what traffic there is, what is wished.</summary>
public sealed class Play(World world)
{
    private static readonly Urgency[] Urgencies = [Urgency.High, Urgency.Medium, Urgency.Low];
    private static readonly Technique?[] Techniques = [null, null, Technique.PreCopy, Technique.PostCopy, Technique.Hybrid];

    private static readonly Strategy?[] Strategies = [null, null, Strategy.Serial, Strategy.Parallel];

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
        if (world.Guests.Count > 1 && _dice.Chance(0.3))
        {
            Together(client, _dice.Of(hosts), hosts);
            return;
        }

        foreach (var guest in world.Guests.Values)
        {
            var home = _dice.Of(hosts);
            Boot(guest, home);
            Wishes(client, guest.Name, home, hosts);
        }
    }

    /// <summary>All guests are on one host and leave it as a gang, some perhaps for another destination than the rest.</summary>
    private void Together(Client client, Machine home, List<Machine> hosts)
    {
        var members = new List<GangMemberWish>();
        foreach (var guest in world.Guests.Values)
        {
            Boot(guest, home);
            members.Add(new GangMemberWish(guest.Name, _dice.Of(hosts.Where(h => h != home).ToList()).Name, _dice.Of(Urgencies), _dice.Of(Techniques)));
        }

        LastWish = _dice.Seconds(4, 15);
        TimeSpan? cancelAfter = _dice.Chance(0.2) ? _dice.Seconds(0, 20) : null;
        client.Ask(new GangWish(LastWish, members, _dice.Of(Strategies), cancelAfter));
    }

    private void Boot(Guest guest, Machine home)
    {
        world.Boot(guest, home);
        home.Counters.Carry(_dice.Between(0, 20e6), _dice.Between(0, 20e6), $"tap-{guest.Name}");
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
