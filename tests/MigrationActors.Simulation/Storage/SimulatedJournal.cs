using Akka.Actor;
using Akka.Persistence;
using Akka.Persistence.Journal;
using MigrationActors.Simulation.Engine;

namespace MigrationActors.Simulation.Storage;

/// <summary>
/// Akka's journal on the simulated database. A write takes time before it is committed and time before that is heard of, and a
/// process may end in between.
/// </summary>
public sealed class SimulatedJournal : ReceiveActor
{
    private static readonly TimeSpan LockPatience = TimeSpan.FromSeconds(10);

    private readonly Simulator _simulator;
    private readonly Database _database;
    private readonly Dice _dice;

    public SimulatedJournal()
    {
        var setup = Context.System.Settings.Setup;
        _simulator = setup.Get<SimulatorSetup>().Value.Simulator;
        _database = setup.Get<DatabaseSetup>().Value.Database!;
        _dice = _simulator.Dice("journal");
        Receive<WriteMessages>(Write);
        Receive<ReplayMessages>(Replay);
    }

    private void Write(WriteMessages order)
    {
        var story = order.Messages.OfType<AtomicWrite>().Select(w => w.PersistenceId).FirstOrDefault() ?? "nothing";
        _simulator.Trace.Add("db write", story);
        var begun = _simulator.Clock.Elapsed;
        _simulator.Clock.After(_dice.Milliseconds(0.2, 8), () => TryWrite(order, begun));
    }

    private void TryWrite(WriteMessages order, TimeSpan begun)
    {
        if (_database.Mode == DatabaseMode.Locked && _simulator.Clock.Elapsed - begun < LockPatience)
        {
            _simulator.Clock.After(_dice.Milliseconds(50, 250), () => TryWrite(order, begun));
            return;
        }

        if (_simulator.NodeOf(order.PersistentActor.Path) is { IsAlive: false } && _dice.Chance(0.5))
        {
            // The process ended before the database had all of it.
            return;
        }

        var failure = Commit(order);
        var late = _database.Mode is DatabaseMode.Down or DatabaseMode.LosesAnswers ? _dice.Seconds(0, 5) : _dice.Milliseconds(0.2, 8);
        _simulator.Clock.After(late, () => Answer(order, failure));
    }

    private DatabaseException? Commit(WriteMessages order)
    {
        if (_database.Mode is DatabaseMode.Down or DatabaseMode.Locked or DatabaseMode.Full)
        {
            _simulator.Trace.Add("db fails", _database.Mode.ToString());
            return new DatabaseException($"The database is {_database.Mode}.");
        }

        try
        {
            foreach (var write in order.Messages.OfType<AtomicWrite>())
            {
                _database.Commit(write.PersistenceId, (IReadOnlyList<IPersistentRepresentation>)write.Payload);
            }

            return _database.Mode == DatabaseMode.LosesAnswers ? new DatabaseException("The connection was lost during the commit.") : null;
        }
        catch (DatabaseException e)
        {
            return e;
        }
    }

    private static void Answer(WriteMessages order, DatabaseException? failure)
    {
        var asker = order.PersistentActor;
        asker.Tell(failure is null ? WriteMessagesSuccessful.Instance : new WriteMessagesFailed(failure, order.Messages.OfType<AtomicWrite>().Count()), ActorRefs.NoSender);
        foreach (var message in order.Messages)
        {
            if (message is not AtomicWrite write)
            {
                asker.Tell(new LoopMessageSuccess(message.Payload, order.ActorInstanceId), message.Sender);
                continue;
            }

            foreach (var representation in (IEnumerable<IPersistentRepresentation>)write.Payload)
            {
                asker.Tell(
                    failure is null
                        ? new WriteMessageSuccess(representation, order.ActorInstanceId)
                        : new WriteMessageFailure(representation, failure, order.ActorInstanceId),
                    representation.Sender);
            }
        }
    }

    private void Replay(ReplayMessages order)
    {
        _simulator.Trace.Add("db read", order.PersistenceId);

        // As the product's settings have it: a story that two writers told in turns is not taken for one.
        var filter = Context.ActorOf(ReplayFilter.Props(order.PersistentActor, ReplayFilterMode.Fail, 100, 10, debugEnabled: false));
        var begun = _simulator.Clock.Elapsed;
        _simulator.Clock.After(_dice.Milliseconds(0.5, 20), () => TryReplay(order, filter, begun));
    }

    private void TryReplay(ReplayMessages order, IActorRef filter, TimeSpan begun)
    {
        if (_database.Mode == DatabaseMode.Locked && _simulator.Clock.Elapsed - begun < LockPatience)
        {
            _simulator.Clock.After(_dice.Milliseconds(50, 250), () => TryReplay(order, filter, begun));
            return;
        }

        if (_database.Mode is DatabaseMode.Down or DatabaseMode.Locked)
        {
            filter.Tell(new ReplayMessagesFailure(new DatabaseException($"The database is {_database.Mode}.")));
            return;
        }

        var story = _database.Story(order.PersistenceId);
        foreach (var stored in story.Where(e => e.SequenceNr >= order.FromSequenceNr && e.SequenceNr <= order.ToSequenceNr))
        {
            filter.Tell(new ReplayedMessage(new Persistent(
                _database.Read(stored), stored.SequenceNr, order.PersistenceId, stored.Manifest, writerGuid: stored.Writer)));
        }

        filter.Tell(new RecoverySuccess(story.Count == 0 ? 0 : story[^1].SequenceNr));
    }
}
