namespace MigrationActors.Cli.Failures;

/// <summary>The user pressed Ctrl-C while something was going on that does not stop with migctl; the message says what.</summary>
internal sealed class InterruptedException(string message, Exception inner) : Exception(message, inner);
