namespace MigrationActors.Bench.DecisionPath;

/// <summary>Medians of one step, in milliseconds.</summary>
public sealed record StepCost(string Step, double OursMs, double BareMs);
