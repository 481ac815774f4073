namespace MigrationActors.Cli.Terminals;

/// <summary>How long migctl waits for what.</summary>
/// <param name="Request">Until a request counts as not answered.</param>
/// <param name="Poll">Between two looks at a migration that is waited for.</param>
/// <param name="Retry">Between two tries of a request that is not answered.</param>
/// <param name="Patience">How long a coordinator may be silent before waiting is given up. Longer than a request.</param>
/// <param name="Watch">Between two samples of <c>traffic --watch</c>; the agents publish about as often.</param>
internal sealed record CliTimings(TimeSpan Request, TimeSpan Poll, TimeSpan Retry, TimeSpan Patience, TimeSpan Watch)
{
    public static CliTimings Default { get; } = new(
        Request: TimeSpan.FromSeconds(10),
        Poll: TimeSpan.FromMilliseconds(200),
        Retry: TimeSpan.FromSeconds(1),
        Patience: TimeSpan.FromSeconds(30),
        Watch: TimeSpan.FromSeconds(1));
}
