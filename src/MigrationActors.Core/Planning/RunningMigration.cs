using MigrationActors.Core.Ledger;

namespace MigrationActors.Core.Planning;

/// <summary>A migration from before the plan.</summary>
/// <param name="Rates">What it has of its links, changing as the plan's members come and go; without an end where the plan does not take it to be gone.</param>
public sealed record RunningMigration(Claim Claim, IReadOnlyList<RateInterval> Rates);
