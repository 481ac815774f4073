using Akka.Actor;
using Akka.Dispatch;

namespace MigrationActors.Simulation.Engine;

/// <summary>Runs nothing by itself: puts what is to run into the simulation's queue.</summary>
public sealed class SimulatedDispatcher : MessageDispatcher
{
    private readonly Simulator _simulator;
    private readonly Dictionary<IRunnable, (string Key, Node? Node)> _mailboxes = [];

    public SimulatedDispatcher(MessageDispatcherConfigurator configurator, Simulator simulator)
        : base(configurator)
    {
        _simulator = simulator;
        Id = "simulated";

        // As few messages in a row as Akka allows: more places where another actor can come in between.
        Throughput = 1;
    }

    public override void Attach(ActorCell cell)
    {
        if (cell.Mailbox is { } mailbox)
        {
            _mailboxes[mailbox] = (cell.Self.Path.ToStringWithoutAddress(), _simulator.NodeOf(cell.Self.Path));
        }

        base.Attach(cell);
    }

    public override void Detach(ActorCell cell)
    {
        if (cell.Mailbox is { } mailbox)
        {
            _mailboxes.Remove(mailbox);
        }

        base.Detach(cell);
    }

    protected override void ExecuteTask(IRunnable run)
    {
        _simulator.CheckThread();
        var (key, node) = _mailboxes.GetValueOrDefault(run, ("", null));
        _simulator.Queue.Add(new Runnable(key, node, run));
    }

    protected override void Shutdown()
    {
        // There is no thread to end.
    }
}
