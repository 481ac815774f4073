using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using MigrationActors.Actors.Vms;
using MigrationActors.Qemu.Qmp;
using MigrationActors.Simulation.Engine;

namespace MigrationActors.Simulation.Guests;

/// <summary>
/// An agent's connection to a QEMU, which makes itself anew when it breaks. Everything it says is said between two actors' turns:
/// what waits for it then goes on on the simulation's thread.
/// </summary>
public sealed class QmpLine : IVmConnection
{
    private readonly SimulatedQemu _qemu;
    private readonly Node _owner;
    private readonly Simulator _simulator;
    private readonly Channel<QmpSignal> _signals = Channel.CreateUnbounded<QmpSignal>(
        new UnboundedChannelOptions { AllowSynchronousContinuations = true, SingleReader = true, SingleWriter = true });
    private QmpDialogue? _dialogue;
    private TimeSpan _latest;
    private bool _outageTold;

    public QmpLine(SimulatedQemu qemu, Node owner)
    {
        (_qemu, _owner, _simulator) = (qemu, owner, qemu.World.Simulator);
        qemu.Connect(this);
        Connect();
    }

    public ChannelReader<QmpSignal> Signals => _signals.Reader;

    public bool IsClosed { get; private set; }

    public ValueTask DisposeAsync()
    {
        _simulator.CheckThread();
        IsClosed = true;
        _dialogue?.Close();
        Later(() => _signals.Writer.TryComplete());
        return ValueTask.CompletedTask;
    }

    internal void Happened(string name, JsonObject data)
    {
        if (_dialogue is not null)
        {
            var told = new QmpEvent(name, JsonSerializer.SerializeToElement(data), _owner.Time.GetUtcNow());
            Signal(new QmpSignal.Happened(told));
        }
    }

    /// <param name="gone">QEMU has ended; else only the connection has.</param>
    internal void Break(bool gone)
    {
        if (IsClosed)
        {
            return;
        }

        _dialogue?.Close();
        if (gone)
        {
            IsClosed = true;
            Signal(new QmpSignal.Gone("No QEMU listens any more."));
            Later(() => _signals.Writer.TryComplete());
        }
        else if (_dialogue is not null)
        {
            _dialogue = null;
            Signal(new QmpSignal.Disconnected("The connection to QEMU was lost."));
            Connect();
        }
    }

    private void Connect() => _simulator.Clock.After(_qemu.World.Dice.Milliseconds(0.5, 60), () =>
    {
        if (IsClosed)
        {
            return;
        }

        if (!_qemu.IsAlive)
        {
            Break(gone: true);
        }
        else if (_qemu.Hangs)
        {
            if (!_outageTold)
            {
                _outageTold = true;
                Signal(new QmpSignal.Disconnected("QEMU did not greet."));
            }

            _simulator.Clock.After(TimeSpan.FromSeconds(2), Connect);
        }
        else
        {
            _outageTold = false;
            _dialogue = new QmpDialogue(_qemu, _owner);
            Signal(new QmpSignal.Connected(_dialogue));
        }
    });

    private void Signal(QmpSignal signal) => Later(() => _signals.Writer.TryWrite(signal));

    /// <summary>In the order of saying, after what the way takes.</summary>
    private void Later(Action action)
    {
        var due = _simulator.Clock.Elapsed + _qemu.World.Dice.Milliseconds(0.05, 2);
        _latest = due > _latest ? due : _latest;
        _simulator.Clock.After(_latest - _simulator.Clock.Elapsed, () => _owner.WhenRunning(action));
    }
}
