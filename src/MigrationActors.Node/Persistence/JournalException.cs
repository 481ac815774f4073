namespace MigrationActors.Node.Persistence;

/// <summary>The journal cannot be used; the message is a sentence for a person. It never holds a password.</summary>
public sealed class JournalException(string message, Exception? inner = null) : Exception(message, inner);
