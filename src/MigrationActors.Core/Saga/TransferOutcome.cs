namespace MigrationActors.Core.Saga;

/// <summary>How a transfer that has completed ended, by the source's QEMU and clock.</summary>
/// <param name="StoppedAt">When the VM stopped at the source, if its STOP was seen.</param>
/// <param name="CompletedAt">When the source's QEMU reported completed.</param>
public sealed record TransferOutcome(DateTimeOffset? StoppedAt, DateTimeOffset CompletedAt, TransferTotals Totals);
