namespace MigrationActors.Core.Saga;

/// <summary>What QEMU reported of a transfer that is over.</summary>
/// <param name="TransferredBytes">Bytes that crossed the link, pages sent twice counted twice.</param>
/// <param name="DirtySyncCount">How many times the dirty bitmap was read: passes over memory.</param>
public sealed record TransferTotals(long TransferredBytes, long DirtySyncCount);
