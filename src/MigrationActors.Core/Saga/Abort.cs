namespace MigrationActors.Core.Saga;

/// <summary>Why a migration is being given up, and how far that has come.</summary>
public sealed record Abort(bool ByUser, string Reason, AbortStep Step);
