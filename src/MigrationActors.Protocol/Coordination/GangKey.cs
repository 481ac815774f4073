namespace MigrationActors.Protocol.Coordination;

/// <summary>What the caller named a request for a gang by.</summary>
/// <param name="Wanted">The request in a form that is the same for the same request, and for no other.</param>
public sealed record GangKey(string Key, string Wanted);
