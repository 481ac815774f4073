namespace MigrationActors.Cli.Http;

/// <summary>The coordinator did not do what was asked; the message is a sentence for a person.</summary>
internal sealed class CoordinatorException(CoordinatorFailure failure, string message, Exception? inner = null) : Exception(message, inner)
{
    public CoordinatorFailure Failure { get; } = failure;

    /// <summary>Whether the same request may succeed a little later: a node restarts, another one takes over.</summary>
    public bool MayPass => Failure is CoordinatorFailure.Unreachable or CoordinatorFailure.HungUp or CoordinatorFailure.TimedOut or CoordinatorFailure.Unavailable;
}
