using Akka.Actor;
using Akka.Configuration;
using Akka.Dispatch;
using Akka.Event;

namespace MigrationActors.Simulation.Engine;

/// <summary>Akka's timers on virtual time. A timer of a process that was killed never rings; one of a paused process rings when it goes on.</summary>
public sealed class SimulatedScheduler(Config config, ILoggingAdapter log) : SchedulerBase(config, log)
{
    private Simulator? _simulator;

    public override TimeSpan MonotonicClock => Simulator.Clock.Elapsed;

    public override TimeSpan HighResMonotonicClock => Simulator.Clock.Elapsed;

    protected override DateTimeOffset TimeNow => Simulator.Clock.Now;

    private Simulator Simulator => _simulator ?? throw new InvalidOperationException("A timer was set before there was a dispatcher.");

    internal void Bind(Simulator simulator) => _simulator = simulator;

    protected override void InternalScheduleTellOnce(TimeSpan delay, ICanTell receiver, object message, IActorRef sender, ICancelable cancelable) =>
        Once(delay, NodeOf(receiver), () => receiver.Tell(message, sender), cancelable);

    protected override void InternalScheduleTellRepeatedly(
        TimeSpan initialDelay, TimeSpan interval, ICanTell receiver, object message, IActorRef sender, ICancelable cancelable) =>
        Repeatedly(initialDelay, interval, NodeOf(receiver), () => receiver.Tell(message, sender), cancelable);

    protected override void InternalScheduleOnce(TimeSpan delay, Action action, ICancelable cancelable) => Once(delay, null, action, cancelable);

    protected override void InternalScheduleOnce(TimeSpan delay, IRunnable action, ICancelable cancelable) => Once(delay, null, action.Run, cancelable);

    protected override void InternalScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, Action action, ICancelable cancelable) =>
        Repeatedly(initialDelay, interval, null, action, cancelable);

    protected override void InternalScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, IRunnable action, ICancelable cancelable) =>
        Repeatedly(initialDelay, interval, null, action.Run, cancelable);

    private Node? NodeOf(ICanTell receiver) => receiver is IActorRef actor ? Simulator.NodeOf(actor.Path) : null;

    private void Once(TimeSpan delay, Node? node, Action action, ICancelable? cancelable) =>
        Simulator.Clock.After(delay, () => Ring(node, action, cancelable));

    private void Repeatedly(TimeSpan delay, TimeSpan interval, Node? node, Action action, ICancelable? cancelable) =>
        Simulator.Clock.After(delay, () =>
        {
            if (node is { IsAlive: false } || cancelable is { IsCancellationRequested: true })
            {
                return;
            }

            Ring(node, action, cancelable);
            Repeatedly(interval, interval, node, action, cancelable);
        });

    private static void Ring(Node? node, Action action, ICancelable? cancelable)
    {
        if (node is null)
        {
            RingNow(action, cancelable);
        }
        else
        {
            node.WhenRunning(() => RingNow(action, cancelable));
        }
    }

    private static void RingNow(Action action, ICancelable? cancelable)
    {
        if (cancelable is not { IsCancellationRequested: true })
        {
            action();
        }
    }
}
