using Akka.Actor;
using Akka.Persistence;

namespace MigrationActors.Simulation.Storage;

/// <summary>A snapshot store that has none. Akka's own answers from the thread pool.</summary>
public sealed class NoSnapshots : ReceiveActor
{
    public NoSnapshots() => Receive<LoadSnapshot>(load => Sender.Tell(new LoadSnapshotResult(null, load.ToSequenceNr)));
}
