using System.Text.Json;
using MigrationActors.Protocol.Api;
using MigrationActors.Protocol.Serialization;

namespace MigrationActors.Actors.Coordination;

/// <summary>Whether a request for a gang was made before, by its idempotency key. Pure.</summary>
public static class GangRepetition
{
    /// <summary>
    /// The request without its key: the same for the same request, and for no other. Without deadlines too: "in 2 h" is another point in time
    /// whenever it is said.
    /// </summary>
    public static string Form(ApiRequest.MigrateGang wanted) => JsonSerializer.Serialize(
        wanted with { Key = null, Members = [.. wanted.Members.Select(m => m with { Deadline = null })] }, WireJson.Options);

    /// <inheritdoc cref="Form(ApiRequest.MigrateGang)"/>
    public static string Form(ApiRequest.Drain wanted) => JsonSerializer.Serialize(wanted with { Key = null }, WireJson.Options);

    /// <returns>The gang the same request began, or why its key cannot be used; neither where the request is new.</returns>
    public static (GangEntry? Earlier, Refusal? Clash) Of(string? key, string form, CoordinatorState state)
    {
        var (id, unusable) = KeyLookup.Find(key, state);
        if (id is null)
        {
            return (null, unusable);
        }

        return state.Gangs.GetValueOrDefault(id) is { } earlier && earlier.Accepted.Key?.Wanted == form
            ? (earlier, null)
            : (null, new Refusal(RefusalKind.Conflict, $"The key '{key}' belongs to another request ({id}). Give a new request a new key."));
    }
}
