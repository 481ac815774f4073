namespace MigrationActors.Demo.Reporting;

/// <summary>One migration in the report. Rates in Mbit/s on the wire, times in milliseconds.</summary>
/// <param name="Arm">qemu-default or migration-actors.</param>
/// <param name="Urgency">high, medium or low; null for the baseline.</param>
/// <param name="TotalTimeMs">Migrate accepted until the source reported completed.</param>
/// <param name="DowntimeMs">The VM's STOP at the source until its RESUME at the destination.</param>
/// <param name="ProbeDowntimeMs">The longest time without an answer to a UDP probe every 10 ms.</param>
/// <param name="AppMbpsDuring">What left the source beside the migration, while it ran.</param>
public sealed record DemoRun(
    string Arm,
    string? Urgency,
    string Technique,
    double? ReservedMbps,
    double TotalTimeMs,
    double? DowntimeMs,
    double ProbeDowntimeMs,
    double AppMbpsBefore,
    double AppMbpsDuring,
    double AppMbpsAfter,
    double SlaLowerMbps,
    double SlaUpperMbps,
    string Reason)
{
    public const string Baseline = "qemu-default";
    public const string Ours = "migration-actors";
}
