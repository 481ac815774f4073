using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Configuration;

namespace MigrationActors.Simulation.Engine;

/// <summary>
/// An actor system without threads. Actors take their turns on the caller's thread, in an order that dice decide; time passes
/// when none has anything to do. So a seed is a run, every time.
/// </summary>
public sealed class Simulator
{
    private const string Quiet = """
        akka {
          loglevel = WARNING
          stdout-loglevel = OFF
          loggers = ["Akka.Event.StandardOutLogger"]
          log-dead-letters = off
          coordinated-shutdown.run-by-clr-shutdown-hook = off
          scheduler.implementation = "MigrationActors.Simulation.Engine.SimulatedScheduler, simulate"
          actor {
            default-dispatcher.type = "MigrationActors.Simulation.Engine.SimulatedDispatcherConfigurator, simulate"
            internal-dispatcher.type = "MigrationActors.Simulation.Engine.SimulatedDispatcherConfigurator, simulate"
          }
        }
        """;

    private static readonly Config Base = ConfigurationFactory.ParseString(Quiet);

    private readonly Dictionary<string, Node> _nodes = new(StringComparer.Ordinal);
    private readonly Dice _turns;
    private readonly int _thread = Environment.CurrentManagedThreadId;
    private volatile bool _leftTheThread;

    public Simulator(long seed, Config more, params IReadOnlyList<Setup> setups)
    {
        Seed = seed;
        Trace = new Trace(Clock);
        _turns = Dice("turns");
        System = (ExtendedActorSystem)ActorSystem.Create(
            "simulation",
            ActorSystemSetup.Create([BootstrapSetup.Create().WithConfig(Base.WithFallback(more)), new SimulatorSetup(this), .. setups]));
    }

    public long Seed { get; }

    public VirtualClock Clock { get; } = new();

    public RunQueue Queue { get; } = new();

    public Trace Trace { get; }

    public ExtendedActorSystem System { get; }

    public long Steps { get; private set; }

    /// <summary>The first promise that was broken, if any: what came after it proves nothing.</summary>
    public Violation? Violation { get; private set; }

    public Dice Dice(string purpose) => Engine.Dice.For(Seed, purpose);

    /// <summary>Starts a process; its first actor starts the others.</summary>
    public Node Start(string name, string machine, NodeTime time, Func<Node, Props> root)
    {
        var node = new Node(this, name, machine, time);
        _nodes.Add(name, node);
        Trace.Add("start", name);
        System.ActorOf(root(node), name);
        return node;
    }

    /// <summary>The process an actor belongs to; null for Akka's own.</summary>
    public Node? NodeOf(ActorPath path)
    {
        // root / user / name of the node / ...
        if (path.Depth < 2)
        {
            return null;
        }

        var top = path;
        while (top.Depth > 2)
        {
            top = top.Parent;
        }

        return _nodes.GetValueOrDefault(top.Name);
    }

    /// <summary>One actor's turn, or, where none has anything to do, the next instant at which something happens.</summary>
    /// <returns>False where nothing will ever happen any more.</returns>
    public bool Step()
    {
        Steps++;
        if (Queue.Take(_turns) is { } next)
        {

            // Akka numbers some of its own actors through all systems of a process.
            Trace.Count(next.Node is null ? "akka" : next.Key);
            next.Work.Run();
        }
        else if (!Clock.RingNext())
        {
            return false;
        }

        return !_leftTheThread ? true : throw new InvalidOperationException("Something ran on another thread: this run cannot be replayed. Look for a Task.Run, a real timer or a lock.");
    }

    public void Violated(string invariant, string sentence)
    {
        Trace.Add("VIOLATION", invariant, sentence);
        Violation ??= new Violation(invariant, sentence, Clock.Elapsed);
    }

    /// <summary>
    /// Something a process asks of its machine: it takes time until it is done, and again until that is heard of. A process that
    /// ends in the meantime hears nothing, and what it asked may be done or not.
    /// </summary>
    public Task<T> Ask<T, TFailure>(Node asker, Dice dice, TimeSpan takes, Func<T> doIt)
        where TFailure : Exception
    {
        CheckThread();
        var answer = new TaskCompletionSource<T>();
        if (!asker.IsAlive)
        {
            return answer.Task;
        }

        Clock.After(takes, () =>
        {
            if (!asker.IsAlive && dice.Chance(0.5))
            {
                return;
            }

            Action tell;
            try
            {
                var done = doIt();
                tell = () => answer.SetResult(done);
            }
            catch (TFailure e)
            {
                tell = () => answer.SetException(e);
            }

            Clock.After(dice.Milliseconds(0.1, 5), () => asker.WhenRunning(tell));
        });
        return answer.Task;
    }

    /// <summary>To be called wherever another thread could come in.</summary>
    public void CheckThread()
    {
        if (Environment.CurrentManagedThreadId != _thread)
        {
            _leftTheThread = true;
            throw new InvalidOperationException($"The simulation of seed {Seed} left its thread.");
        }
    }
}
