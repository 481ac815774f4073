namespace MigrationActors.Protocol.Hosts;

/// <summary>What every command to a host's agent carries.</summary>
/// <param name="Epoch">The coordinator's epoch. Agents refuse one lower than the highest they saw: a stale coordinator.</param>
public sealed record CommandHeader(string MigrationId, long Epoch);
