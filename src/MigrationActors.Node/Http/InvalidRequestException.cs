namespace MigrationActors.Node.Http;

/// <summary>A request cannot be used; the message says what is wrong, where, and what to do.</summary>
internal sealed class InvalidRequestException(string message) : Exception(message);
