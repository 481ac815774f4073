using MigrationActors.Demo.Measuring;

namespace MigrationActors.Demo.Arms;

/// <summary>One migration of the demo, measured.</summary>
/// <param name="Run">What goes into the report.</param>
/// <param name="Curve">The source's wire from some seconds before to some seconds after.</param>
/// <param name="AcceptedAt">When <c>migrate</c> was accepted.</param>
/// <param name="CompletedAt">When the source reported completed.</param>
public sealed record ArmResult(Reporting.DemoRun Run, IReadOnlyList<WireRates> Curve, DateTimeOffset AcceptedAt, DateTimeOffset CompletedAt);
