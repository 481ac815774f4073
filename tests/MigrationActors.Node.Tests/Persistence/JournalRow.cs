namespace MigrationActors.Node.Tests.Persistence;

/// <param name="Text">The event's JSON.</param>
public sealed record JournalRow(string PersistenceId, long SequenceNumber, string Manifest, string Text);
