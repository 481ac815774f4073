using Akka.Actor;
using Akka.Persistence;
using MigrationActors.Protocol.Serialization;
using MigrationActors.Simulation.Engine;

namespace MigrationActors.Simulation.Storage;

/// <summary>
/// The journal's database. It outlives every process, keeps events as the product's bytes, and takes no two events of one place in
/// a story: what a real one's unique index does.
/// </summary>
public sealed class Database(Simulator simulator, ExtendedActorSystem system)
{
    private readonly Dictionary<string, List<StoredEvent>> _stories = new(StringComparer.Ordinal);
    private readonly WireSerializer _serializer = new(system);

    /// <summary>Called with each event that was committed, read back from its bytes.</summary>
    public event Action<string, StoredEvent, object>? Committed;

    public DatabaseMode Mode { get; set; }

    public IReadOnlyList<StoredEvent> Story(string persistenceId) => _stories.GetValueOrDefault(persistenceId) ?? [];

    public object Read(StoredEvent stored) => _serializer.FromBinary(stored.Bytes, stored.Manifest);

    /// <exception cref="DatabaseException">Nothing was written.</exception>
    public void Commit(string persistenceId, IReadOnlyList<IPersistentRepresentation> events)
    {
        if (!_stories.TryGetValue(persistenceId, out var story))
        {
            _stories[persistenceId] = story = [];
        }

        if (story.Count > 0 && events[0].SequenceNr <= story[^1].SequenceNr)
        {
            simulator.Trace.Add("db refuses", persistenceId, $"{events[0].SequenceNr} is there already");
            throw new DatabaseException($"UNIQUE constraint failed: {persistenceId}, {events[0].SequenceNr}.");
        }

        foreach (var representation in events)
        {
            var stored = new StoredEvent(
                representation.SequenceNr, _serializer.Manifest(representation.Payload), _serializer.ToBinary(representation.Payload), representation.WriterGuid);
            story.Add(stored);
            simulator.Trace.Add("db commit", persistenceId, $"{stored.SequenceNr} {stored.Manifest}");
            Committed?.Invoke(persistenceId, stored, Read(stored));
        }
    }
}
