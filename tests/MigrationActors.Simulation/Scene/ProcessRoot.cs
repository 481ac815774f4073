using Akka.Actor;

namespace MigrationActors.Simulation.Scene;

/// <summary>The first actor of a process: starts what the process is for, and starts it again where it stopped.</summary>
public sealed class ProcessRoot : ReceiveActor, IWithTimers
{
    private static readonly TimeSpan RestartDelay = TimeSpan.FromSeconds(3);

    public ProcessRoot(Props child, string name, Action<IActorRef> started)
    {
        Receive<StartNow>(_ =>
        {
            var actor = Context.ActorOf(child, name);
            Context.Watch(actor);
            started(actor);
        });
        Receive<Terminated>(_ => Timers.StartSingleTimer(nameof(StartNow), StartNow.Instance, RestartDelay));
        Self.Tell(StartNow.Instance);
    }

    public ITimerScheduler Timers { get; set; } = null!;

    private sealed record StartNow
    {
        public static StartNow Instance { get; } = new();
    }
}
