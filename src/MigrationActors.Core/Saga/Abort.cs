namespace MigrationActors.Core.Saga;

/// <summary>Why a migration is being given up, and how far that has come.</summary>
/// <param name="Lost">The VM is lost already, and only the tidying is left; else it stays at the source.</param>
/// <param name="Since">When it was decided, or a new coordinator took it up.</param>
/// <param name="Doubted">This step failed, so it was asked where the VM is.</param>
/// <param name="Settled">Asked last, the source ran the VM, and the destination had said by itself that it does not.</param>
public sealed record Abort(bool ByUser, string Reason, AbortStep Step, bool Lost, DateTimeOffset Since, bool Doubted = false, bool Settled = false);
