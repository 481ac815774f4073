namespace MigrationActors.Cli.Failures;

/// <summary>What the user gave cannot be used; the message is a sentence for a person: what was wrong, where, what to do.</summary>
internal sealed class InvalidInputException(string message) : Exception(message);
