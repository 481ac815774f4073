namespace MigrationActors.Core.Saga;

/// <summary>Why a migration is being given up, and how far that has come.</summary>
/// <param name="Lost">The VM is lost already, and only the tidying is left; else it stays at the source.</param>
/// <param name="Since">When it was decided, or a new coordinator took it up.</param>
/// <param name="Doubted">It was asked in between where the VM is.</param>
public sealed record Abort(bool ByUser, string Reason, AbortStep Step, bool Lost, DateTimeOffset Since, bool Doubted = false);
