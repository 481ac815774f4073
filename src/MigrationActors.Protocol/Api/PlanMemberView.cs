namespace MigrationActors.Protocol.Api;

/// <summary>How one VM would be moved. Rates in Mbit/s; times in milliseconds, from the beginning of the plan.</summary>
/// <param name="Urgency">high, medium or low.</param>
/// <param name="Strategy">parallel or serial.</param>
/// <param name="StrategyReason">The rule behind the strategy.</param>
/// <param name="Order">1 for what begins first; members that begin together have the same.</param>
/// <param name="Technique">preCopy, postCopy or hybrid.</param>
/// <param name="ReservedMbps">What would be reserved at its beginning, or null where nothing needs to be.</param>
/// <param name="MaxBandwidthMbps">QEMU's max-bandwidth at its beginning.</param>
/// <param name="PredictedTotalTimeMs">Migrate accepted until the source reports completed.</param>
/// <param name="PredictedDowntimeMs">The VM's STOP at the source until its RESUME at the destination.</param>
/// <param name="ForecastModel">Which model says so, and what it assumes.</param>
/// <param name="Rates">From its beginning to its end, without gaps.</param>
/// <param name="Waits">Why it does not begin at once, or null.</param>
/// <param name="SourceMarginMbps">
/// What the source's link keeps for applications above the SLA bound that this urgency keeps, at the least; negative: by how much the bound is missed.
/// </param>
/// <param name="DestinationMarginMbps">The same at the destination's link.</param>
/// <param name="Reasons">Why it would be done in this way.</param>
public sealed record PlanMemberView(
    string Vm,
    string Source,
    string Destination,
    string Urgency,
    string Strategy,
    string StrategyReason,
    int Order,
    string Technique,
    double? ReservedMbps,
    double MaxBandwidthMbps,
    double IdealMbps,
    double SlaLowerMbps,
    double SlaUpperMbps,
    double BeginsMs,
    double EndsMs,
    double PredictedTotalTimeMs,
    double PredictedDowntimeMs,
    string ForecastModel,
    IReadOnlyList<RateView> Rates,
    string? Waits,
    double SourceMarginMbps,
    double DestinationMarginMbps,
    IReadOnlyList<string> Reasons);
