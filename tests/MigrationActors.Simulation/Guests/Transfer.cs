using System.Text.Json.Nodes;
using MigrationActors.Simulation.Engine;

namespace MigrationActors.Simulation.Guests;

/// <summary>
/// The stream between two QEMUs: passes over memory until the rest is small enough, or post-copy. A cut cable or a hanging QEMU
/// stops it; who ends it and who notices is QEMU 7.2's own way.
/// </summary>
public sealed partial class Transfer
{
    /// <summary>What a gigabit link leaves it, in bytes per second.</summary>
    private const double Link = 110e6;

    private readonly QemuWorld _world;
    private readonly string _address;
    private readonly int _port;
    private readonly double _share;
    private readonly TimeSpan _begun;
    private double _remaining;
    private double _transferred;
    private double _rate;
    private double _throttle = 1;
    private TimeSpan _settled;
    private TimeSpan _passBegun;
    private TimeSpan? _ended;
    private int _passes;
    private bool _postcopyOrdered;
    private Alarm? _next;

    public Transfer(SimulatedQemu source, string address, int port)
    {
        (Source, _world, _address, _port) = (source, source.World, address, port);
        _share = _world.Dice.Between(0.2, 1);
        _begun = _settled = Clock.Elapsed;
        _remaining = source.Guest.Load.Memory;
    }

    public SimulatedQemu Source { get; }

    public SimulatedQemu? Destination { get; private set; }

    public bool IsPostcopy { get; private set; }

    /// <summary>Whether the guest's state has left for the destination.</summary>
    public bool HandedOver { get; private set; }

    /// <summary>Whether the guest needs both ends.</summary>
    public bool IsNeeded => IsPostcopy && _ended is null;

    private VirtualClock Clock => _world.Simulator.Clock;

    private bool IsCut => Destination is { } there && _world.Cables.IsCut(Source.Machine, there.Machine);

    public void Begin()
    {
        Source.Migration = States.Setup;
        Clock.After(_world.Dice.Milliseconds(1, 40), () => Connect(Clock.Elapsed + _world.Dice.Seconds(5, 60)));
    }

    /// <summary>Something that its rate depends on has changed.</summary>
    public void Changed()
    {
        Settle();
        Plan();
    }

    public void OrderPostcopy()
    {
        _postcopyOrdered = true;
        Clock.After(_world.Dice.Milliseconds(1, 30), TryPostcopy);
    }

    public void Cancel()
    {
        if (HandedOver)
        {
            return;
        }

        Source.Migration = States.Cancelling;
        _next?.CallOff();
        Clock.After(_world.Dice.Milliseconds(2, 120), () => EndUnmoved(States.Cancelled, null));
    }

    /// <summary>QEMU's answer to query-migrate at the source.</summary>
    public JsonObject Describe(string status, string? error)
    {
        Settle();
        var answer = new JsonObject { ["status"] = status };
        var isOver = status is States.Completed or States.Failed or States.Cancelled;
        if (!isOver || status != States.Completed || Clock.Elapsed - _ended > TimeSpan.FromMilliseconds(20))
        {
            // Said completed an instant before its figures are filled in.
            answer["total-time"] = (long)((_ended ?? Clock.Elapsed) - _begun).TotalMilliseconds;
        }

        if (status is not (States.Setup or States.Failed or States.Cancelled))
        {
            answer["ram"] = new JsonObject
            {
                ["total"] = (long)Source.Guest.Load.Memory,
                ["remaining"] = (long)_remaining,
                ["transferred"] = (long)_transferred,
                ["dirty-sync-count"] = _passes,
                ["dirty-pages-rate"] = (long)(Source.Guest.Load.DirtyRate * _throttle / 4096),
                ["mbps"] = _rate * 8 / 1e6,
            };
        }

        if (error is not null)
        {
            answer["error-desc"] = error;
        }

        return answer;
    }

    private void Connect(TimeSpan patience)
    {
        if (!Source.IsAlive || Source.Migration != States.Setup)
        {
            return;
        }

        if (_world.Machines.GetValueOrDefault(_address) is not { } machine || _world.Cables.IsCut(Source.Machine, machine))
        {
            if (Clock.Elapsed >= patience)
            {
                EndUnmoved(States.Failed, $"Failed to connect to '{_address}:{_port}': Connection timed out");
                return;
            }

            Clock.After(TimeSpan.FromSeconds(1), () => Connect(patience));
            return;
        }

        var there = _world.Listeners.Find(_address, _port);
        if (there is not { IsAlive: true, RunState: States.InMigrate, Incoming: null } || there.Guest != Source.Guest)
        {
            EndUnmoved(States.Failed, $"Failed to connect to '{_address}:{_port}': Connection refused");
            return;
        }

        (Destination, there.Incoming) = (there, this);
        _world.Listeners.Close(there);
        if (there.Can("postcopy-ram") != Source.Can("postcopy-ram"))
        {
            EndUnmoved(States.Failed, "Unable to write to socket: Broken pipe");
            return;
        }

        there.Migration = States.Active;
        Source.Migration = States.Active;
        BeginPass(Source.Guest.Load.Memory);
    }

    private void BeginPass(double bytes)
    {
        _passes++;
        _remaining = bytes;
        _passBegun = Clock.Elapsed;
        Source.Happened("MIGRATION_PASS", new JsonObject { ["pass"] = _passes });
        Plan();
    }

    private double Rate()
    {
        if (Destination is not { IsAlive: true, Hangs: false } || !Source.IsAlive || Source.Hangs || IsCut
            || Source.Migration is not (States.Active or States.PostcopyActive) || (IsPostcopy && Destination.Migration != States.PostcopyActive))
        {
            return 0;
        }

        var cap = IsPostcopy ? Source.MaxPostcopyBandwidth : Source.MaxBandwidth;
        return cap > 0 ? Math.Min(cap, Link * _share) : Link * _share;
    }

    /// <summary>Counts what was sent since it was last looked at.</summary>
    private void Settle()
    {
        var sent = Math.Min(_remaining, _rate * (Clock.Elapsed - _settled).TotalSeconds);
        _settled = Clock.Elapsed;
        _remaining -= sent;
        _transferred += sent;
    }

    private void Plan()
    {
        _next?.CallOff();
        _settled = Clock.Elapsed;
        _rate = Rate();
        if (_rate > 0)
        {
            _next = Clock.After(TimeSpan.FromSeconds(_remaining / _rate), PassEnds);
        }
    }

    private void PassEnds()
    {
        Settle();
        _remaining = 0;
        if (IsPostcopy)
        {
            CompletePostcopy();
            return;
        }

        if (Source.Can("auto-converge") && _passes >= 3)
        {
            _throttle = Math.Max(0.01, _throttle - 0.1);
        }

        var load = Source.Guest.Load;
        var dirty = Math.Min(load.WorkingSet, load.DirtyRate * _throttle * (Clock.Elapsed - _passBegun).TotalSeconds);
        if (dirty / _rate <= Source.DowntimeLimit.TotalSeconds)
        {
            SwitchOver(dirty);
        }
        else
        {
            BeginPass(dirty);
        }
    }
}
