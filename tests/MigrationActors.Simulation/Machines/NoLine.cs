using System.Threading.Channels;
using MigrationActors.Actors.Vms;
using MigrationActors.Qemu.Qmp;
using MigrationActors.Simulation.Engine;
using MigrationActors.Simulation.Guests;

namespace MigrationActors.Simulation.Machines;

/// <summary>What a connection to a QEMU is that ended a moment ago.</summary>
internal sealed class NoLine : IVmConnection
{
    private readonly Channel<QmpSignal> _signals = Channel.CreateUnbounded<QmpSignal>(
        new UnboundedChannelOptions { AllowSynchronousContinuations = true, SingleReader = true });

    public NoLine(QemuWorld world, Node owner) =>
        world.Simulator.Clock.After(world.Dice.Milliseconds(0.5, 60), () => owner.WhenRunning(() =>
        {
            _signals.Writer.TryWrite(new QmpSignal.Gone("There is no such socket."));
            _signals.Writer.TryComplete();
        }));

    public ChannelReader<QmpSignal> Signals => _signals.Reader;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
