using MigrationActors.Cli.Failures;
using MigrationActors.Cli.Rendering;
using MigrationActors.Protocol.Api;

namespace MigrationActors.Cli.Input;

/// <summary>The idempotency key of a request: the user's, or one of this run's own.</summary>
internal static class RequestKey
{
    /// <exception cref="InvalidInputException">It is no key; the message says why.</exception>
    public static string Choose(string? given) => given switch
    {
        null => Guid.NewGuid().ToString("N"),
        _ when IdempotencyKey.IsValid(given) => given,
        _ => throw new InvalidInputException($"--key '{Plain.Short(given)}' cannot be used: {IdempotencyKey.Rule}."),
    };
}
