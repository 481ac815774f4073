namespace MigrationActors.LinuxNet.Counters;

/// <summary>What one interface has carried since it was created (or since its driver reset it).</summary>
/// <param name="Index">The kernel's number, which outlives a rename.</param>
/// <param name="Name">The name at the time of the sample.</param>
/// <param name="RxBytes">Bytes that came in through the interface.</param>
/// <param name="TxBytes">Bytes that left through the interface.</param>
public sealed record InterfaceCounters(int Index, string Name, long RxBytes, long TxBytes);
