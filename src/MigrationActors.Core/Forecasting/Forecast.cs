namespace MigrationActors.Core.Forecasting;

/// <summary>What a migration is expected to take.</summary>
/// <param name="TotalTime">Migrate accepted until completed.</param>
/// <param name="Downtime">STOP at the source until RESUME at the destination.</param>
/// <param name="Model">The name of the model that says so, and what it assumes, in a sentence.</param>
public sealed record Forecast(TimeSpan TotalTime, TimeSpan Downtime, string Model);
