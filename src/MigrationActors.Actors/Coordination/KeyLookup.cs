using MigrationActors.Protocol.Api;

namespace MigrationActors.Actors.Coordination;

/// <summary>What an idempotency key has begun. Pure.</summary>
public static class KeyLookup
{
    /// <returns>The id of what it began, or why it cannot be used; neither where the request has none, or it is new.</returns>
    public static (string? Id, Refusal? Refusal) Find(string? key, CoordinatorState state) => key switch
    {
        null => (null, null),
        _ when !IdempotencyKey.IsValid(key) =>
            (null, new Refusal(RefusalKind.Invalid, $"The {IdempotencyKey.Header} of the request cannot be used: {IdempotencyKey.Rule}.")),
        _ => (state.Keys.GetValueOrDefault(key), null),
    };
}
