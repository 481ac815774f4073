namespace MigrationActors.Simulation.Storage;

/// <summary>A row of the journal.</summary>
/// <param name="Writer">Akka's id of the actor instance that wrote it.</param>
public sealed record StoredEvent(long SequenceNr, string Manifest, byte[] Bytes, string Writer);
