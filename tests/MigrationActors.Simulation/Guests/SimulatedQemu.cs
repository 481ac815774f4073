using System.Text.Json.Nodes;
using MigrationActors.Simulation.Engine;

namespace MigrationActors.Simulation.Guests;

/// <summary>
/// One QEMU process, as QEMU 7.2 behaves: what its guest does, what it is as the source or the destination of a transfer, and what
/// it answers. It outlives the agent that started it.
/// </summary>
public sealed partial class SimulatedQemu
{
    private readonly List<QmpLine> _lines = [];
    private readonly List<Action> _waiting = [];
    private string _migration = States.None;

    /// <param name="awaitedBy">The migration it waits for; null where it boots its guest.</param>
    public SimulatedQemu(QemuWorld world, string machine, string address, Guest guest, string? awaitedBy)
    {
        (World, Machine, Address, Guest, AwaitedBy) = (world, machine, address, guest, awaitedBy);
        RunState = awaitedBy is null ? States.Running : States.InMigrate;
        World.Simulator.Trace.Add("qemu starts", Name, RunState);
        if (awaitedBy is null)
        {
            Guest.Runs(this);
        }
    }

    public QemuWorld World { get; }

    public string Machine { get; }

    public string Address { get; }

    public Guest Guest { get; }

    /// <summary>What stands with its files: the migration that it was started for.</summary>
    public string? AwaitedBy { get; }

    public string Name => $"{Guest.Name}@{Machine}";

    public bool IsAlive { get; private set; } = true;

    /// <summary>Stopped by a signal: it accepts connections, but answers nothing.</summary>
    public bool Hangs { get; private set; }

    public string RunState { get; private set; }

    /// <summary>The transfer that this one sends, or sent last.</summary>
    public Transfer? Outgoing { get; internal set; }

    /// <summary>The transfer that this one receives, or received.</summary>
    public Transfer? Incoming { get; internal set; }

    /// <summary>Where its migration stands. Who listens is told of each change.</summary>
    public string Migration
    {
        get => _migration;
        internal set
        {
            if (_migration != value)
            {
                _migration = value;
                World.Simulator.Trace.Add("migration", Name, value);
                Happened("MIGRATION", new JsonObject { ["status"] = value });
            }
        }
    }

    public string? Error { get; internal set; }

    /// <summary>Bytes per second.</summary>
    public double MaxBandwidth { get; private set; } = 128 << 20;

    /// <summary>Bytes per second; zero for unlimited.</summary>
    public double MaxPostcopyBandwidth { get; private set; }

    public TimeSpan DowntimeLimit { get; private set; } = TimeSpan.FromMilliseconds(300);

    private Dictionary<string, bool> Capabilities { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether a main loop that waits for a page of a broken post-copy answers only what is asked beside it.</summary>
    private bool IsBlocked { get; set; }

    public bool Can(string capability) => Capabilities.GetValueOrDefault(capability);

    public void Connect(QmpLine line)
    {
        _lines.RemoveAll(l => l.IsClosed);
        _lines.Add(line);
    }

    /// <summary>The process ends, for whatever reason but an order of its agent.</summary>
    public void Die(string reason)
    {
        if (!IsAlive)
        {
            return;
        }

        World.Simulator.Trace.Add("qemu ends", Name, reason);
        IsAlive = false;
        var executed = Guest.Executing.Contains(this);
        Guest.Stops(this);
        World.Listeners.Close(this);
        if (executed || Outgoing is { IsNeeded: true } || Incoming is { IsNeeded: true })
        {
            Guest.Lose(Machine);
        }

        Outgoing?.Ended(this);
        Incoming?.Ended(this);
        _lines.ForEach(l => l.Break(gone: true));
    }

    /// <summary>SIGSTOP.</summary>
    public void Hang()
    {
        World.Simulator.Trace.Add("qemu hangs", Name);
        Hangs = true;
        TransfersChanged();
    }

    /// <summary>SIGCONT.</summary>
    public void GoOn()
    {
        if (!Hangs)
        {
            return;
        }

        World.Simulator.Trace.Add("qemu goes on", Name);
        Hangs = false;
        TransfersChanged();
        AnswerWaiting();
    }

    /// <summary>The connection of its agent breaks; QEMU and what it does go on.</summary>
    public void DropConnections() => _lines.ForEach(l => l.Break(gone: false));

    /// <summary>Does it now, or when QEMU's main loop comes to it.</summary>
    internal void WhenResponsive(bool outOfBand, Action action)
    {
        if (Hangs || (IsBlocked && !outOfBand))
        {
            _waiting.Add(action);
        }
        else
        {
            action();
        }
    }

    internal void Run()
    {
        if (!IsAlive)
        {
            return;
        }

        RunState = States.Running;
        Guest.Runs(this);
        Happened("RESUME", []);
    }

    internal void Stop(string state)
    {
        if (RunState == States.Running)
        {
            Guest.Stops(this);
            Happened("STOP", []);
        }

        RunState = state;
    }

    internal void WaitForPages(bool blocked)
    {
        IsBlocked = blocked;
        AnswerWaiting();
    }

    internal void Happened(string name, JsonObject data)
    {
        World.Simulator.Trace.Add("qemu event", Name, name);
        _lines.ForEach(l => l.Happened(name, data));
    }

    private void AnswerWaiting()
    {
        if (Hangs || IsBlocked)
        {
            return;
        }

        var waiting = _waiting.ToList();
        _waiting.Clear();
        waiting.ForEach(w => World.Simulator.Clock.After(World.Dice.Milliseconds(0.1, 5), w));
    }

    private void TransfersChanged()
    {
        Outgoing?.Changed();
        Incoming?.Changed();
    }
}
