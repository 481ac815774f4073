using MigrationActors.Simulation.Engine;
using MigrationActors.Simulation.Network;
using MigrationActors.Simulation.Scene;

namespace MigrationActors.Simulation.Faults;

/// <summary>
/// When a seed's faults strike: at a time, or right where something happens that they may come in between. Each seed leaves some
/// kinds of faults out, so that the others are seen without them.
/// </summary>
public sealed class FaultPlan
{
    private static readonly string[] Places =
        ["send", "db write", "db commit", "launch", "remove", "tc begins", "tc", "qmp", "migration", "qemu event", "accepted"];

    private readonly World _world;
    private readonly Dice _dice;
    private readonly List<Ambush> _ambushes = [];
    private bool _striking;
    private bool _isOver;

    public FaultPlan(World world)
    {
        _world = world;
        _dice = world.Simulator.Dice("faults");
        world.StaysBroken = _dice.Chance(0.2);
        var kinds = FaultTable.All.Where(_ => _dice.Chance(0.5)).ToList();
        var count = kinds.Count == 0 ? 0 : _dice.Below(8);
        for (var number = 0; number < count; number++)
        {
            Plan(Choose(kinds));
        }

        if (_dice.Chance(0.5))
        {
            world.Wire.Weather = new Weather(_dice.Between(0, 0.05), _dice.Between(0, 0.1), _dice.Between(0, 0.1), _dice.Between(0, 0.3));
        }

        world.Simulator.Trace.Noted += Noted;
    }

    /// <summary>After this no fault strikes any more, and what is broken is mended; or most of it, where the world stays broken.</summary>
    public TimeSpan Until { get; } = TimeSpan.FromSeconds(90);

    public void Heal()
    {
        _isOver = true;
        _world.Simulator.Trace.Add("healed", _world.StaysBroken ? "all but cables between hosts and QEMUs that hang" : "everything");
        _world.Simulator.Trace.Noted -= Noted;
        _ambushes.Clear();
        _world.Wire.Weather = Weather.Calm;
        _world.Database.Mode = Storage.DatabaseMode.Up;
        _world.Qemus.RejectsState = 0;
        _world.Cables.MendAll((a, b) => !_world.StaysBroken || !IsBetweenHosts(a, b));
        foreach (var machine in _world.Machines)
        {
            machine.Rules.Trouble = null;
            machine.LaunchTrouble = null;
            machine.Counters.IsUnreadable = false;
            if (!_world.StaysBroken)
            {
                machine.Qemus.ToList().ForEach(q => q.GoOn());
            }

            if (!machine.IsUp)
            {
                machine.ComeUp();
            }

            _world.StartAgent(machine);
        }

        // One is left, the latest.
        foreach (var old in _world.Coordinators.Alive.ToList().SkipLast(1))
        {
            old.Kill();
        }

        _world.StartCoordinatorWhereNone();
    }

    private bool IsBetweenHosts(string a, string b) => _world.Hypervisors.Count(h => h.Name == a || h.Name == b) == 2;

    private Fault Choose(List<Fault> kinds)
    {
        var left = _dice.Below(kinds.Sum(k => k.Weight));
        foreach (var kind in kinds)
        {
            left -= kind.Weight;
            if (left < 0)
            {
                return kind;
            }
        }

        return kinds[^1];
    }

    private void Plan(Fault fault)
    {
        if (_dice.Chance(0.4))
        {
            _world.Simulator.Clock.After(_dice.Seconds(3, 70), () => Strike(fault));
        }
        else
        {
            _ambushes.Add(new Ambush(fault, _dice.Of(Places), 1 + _dice.Below(_dice.Chance(0.3) ? 120 : 12)));
        }
    }

    private void Noted(string what)
    {
        if (_striking || what is "send" && !_dice.Chance(0.2))
        {
            return;
        }

        foreach (var ambush in _ambushes.Where(a => a.IsDue(what)).ToList())
        {
            _ambushes.Remove(ambush);
            Strike(ambush.Fault);
        }
    }

    private void Strike(Fault fault)
    {
        if (_isOver)
        {
            return;
        }

        _striking = true;
        _world.Simulator.Trace.Add("FAULT", fault.Name);
        fault.Strike(_world, _dice);
        _striking = false;
    }

    /// <summary>Waits at a place for the n-th time that something happens there.</summary>
    private sealed class Ambush(Fault fault, string place, int passes)
    {
        private int _left = passes;

        public Fault Fault => fault;

        public bool IsDue(string what) => what == place && --_left <= 0;
    }
}
