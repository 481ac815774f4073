using System.Text.Json.Serialization;

namespace MigrationActors.Protocol.Api;

/// <summary>A migration as people and scripts see it. Rates in Mbit/s, times in milliseconds, sizes in bytes.</summary>
/// <param name="Phase">The phase's name, for example <c>transferring</c>; <c>queued</c> while it waits for bandwidth; terminal ones are completed, failed, cancelled, lost.</param>
/// <param name="Technique">preCopy, postCopy or hybrid.</param>
/// <param name="ReservedMbps">The rate that was reserved, or null where none was needed.</param>
/// <param name="MaxBandwidthMbps">QEMU's max-bandwidth.</param>
/// <param name="Reasons">Why it is done in this way.</param>
/// <param name="Failure">Why it did not complete, or null.</param>
/// <param name="TotalTimeMs">Migrate accepted until the source reported completed.</param>
/// <param name="DowntimeMs">The VM's STOP at the source until its RESUME at the destination.</param>
/// <param name="Gang">The id of the gang it is a member of, or null.</param>
/// <param name="PredictedTotalTimeMs">What was expected when it was decided, in the sense of <paramref name="TotalTimeMs"/>.</param>
/// <param name="PredictedDowntimeMs">The same for <paramref name="DowntimeMs"/>.</param>
/// <param name="Waits">Why it is queued and for about how long, or null where it is not.</param>
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
    IReadOnlyList<HistoryView> History,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Gang = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? PredictedTotalTimeMs = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? PredictedDowntimeMs = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Waits = null) : IWireMessage;
