using MigrationActors.Protocol.Api;
using MigrationActors.Protocol.Serialization;

namespace MigrationActors.Actors.Coordination;

/// <summary>Whether a request was made before, by its idempotency key. Pure.</summary>
public static class Repetition
{
    /// <returns>The migration the same request began, or why its key cannot be used; neither where the request is new.</returns>
    public static (MigrationEntry? Earlier, Refusal? Refusal) Of(ApiRequest.Migrate wanted, CoordinatorState state)
    {
        var (id, unusable) = KeyLookup.Find(wanted.Key, state);
        if (id is null)
        {
            return (null, unusable);
        }

        var key = wanted.Key!;
        if (state.Migrations.GetValueOrDefault(id) is not { } earlier)
        {
            return (null, new Refusal(RefusalKind.Conflict, $"The key '{key}' belongs to a gang ({id}). Give a new request a new key."));
        }

        return IsSame(wanted, earlier) ? (earlier, null) : (null, Clash(key, earlier));
    }

    // Without the deadline: "in 2 h" is another point in time whenever it is said.
    private static bool IsSame(ApiRequest.Migrate wanted, MigrationEntry earlier)
    {
        var was = earlier.Request;
        return (wanted.Vm, wanted.Destination, wanted.Urgency, wanted.Technique)
            == (was.Vm, was.Destination, was.Urgency, was.Forced);
    }

    private static Refusal Clash(string key, MigrationEntry earlier)
    {
        var was = earlier.Request;
        var technique = was.Forced is { } forced ? WireJson.Name(forced) : "auto";
        return new Refusal(
            RefusalKind.Conflict,
            $"The key '{key}' belongs to another request: '{was.Vm}' to '{was.Destination}', urgency {WireJson.Name(was.Urgency)}, technique {technique} ({was.Id}). "
                + "Give a new request a new key.");
    }
}
