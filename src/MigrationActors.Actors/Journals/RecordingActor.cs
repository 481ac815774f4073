using Akka.Persistence;

namespace MigrationActors.Actors.Journals;

/// <summary>
/// An actor for which what is not persisted has not happened: where that fails it says so and stops, without acting. Whoever began it begins it
/// again, from its journal.
/// </summary>
public abstract class RecordingActor : ReceivePersistentActor
{
    /// <summary>Whoever waits for an answer is to be told.</summary>
    protected abstract void NotRecorded(Exception cause);

    protected override void OnPersistFailure(Exception cause, object @event, long sequenceNr)
    {
        base.OnPersistFailure(cause, @event, sequenceNr);
        NotRecorded(cause);
    }

    /// <summary>Akka would let it go on. But then its state would lack what it has already decided.</summary>
    protected override void OnPersistRejected(Exception cause, object @event, long sequenceNr)
    {
        base.OnPersistRejected(cause, @event, sequenceNr);
        NotRecorded(cause);
        Context.Stop(Self);
    }
}
