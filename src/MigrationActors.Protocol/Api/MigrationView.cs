namespace MigrationActors.Protocol.Api;

/// <summary>A migration as people and scripts see it. Rates in Mbit/s, times in milliseconds, sizes in bytes.</summary>
/// <param name="Phase">The phase's name, for example <c>transferring</c>; terminal ones are completed, failed, cancelled, lost.</param>
/// <param name="Technique">preCopy, postCopy or hybrid.</param>
/// <param name="ReservedMbps">The rate that was reserved, or null where none was needed.</param>
/// <param name="MaxBandwidthMbps">QEMU's max-bandwidth.</param>
/// <param name="Reasons">Why it is done in this way.</param>
/// <param name="Failure">Why it did not complete, or null.</param>
/// <param name="TotalTimeMs">Migrate accepted until the source reported completed.</param>
/// <param name="DowntimeMs">The VM's STOP at the source until its RESUME at the destination.</param>
public sealed record MigrationView(
    string Id,
    string Vm,
    string Source,
    string Destination,
    string Urgency,
    string Phase,
    bool Terminal,
    string Technique,
    double? ReservedMbps,
    double MaxBandwidthMbps,
    double IdealMbps,
    double AvailableMbps,
    double SlaLowerMbps,
    double SlaUpperMbps,
    IReadOnlyList<string> Reasons,
    ProgressView Progress,
    double? TotalTimeMs,
    double? DowntimeMs,
    long? TransferredBytes,
    string? Failure,
    IReadOnlyList<HistoryView> History) : IWireMessage;
