using MigrationActors.Core.Forecasting;
using MigrationActors.Core.Ledger;
using MigrationActors.Core.Saga;
using MigrationActors.Protocol.Coordination;

namespace MigrationActors.Actors.Coordination;

/// <summary>A migration that may begin as far as its hosts and its VM go: what a saga starts from.</summary>
/// <param name="Claim">What it takes of its links.</param>
/// <param name="Gang">Its place in a gang, or null.</param>
/// <param name="Waits">Why it has to wait all the same: its links have no room; null where it may begin at once.</param>
public sealed record AdmittedMigration(
    MigrationRequest Request, TrafficSnapshot Traffic, MigrationDecision Decision, Forecast Predicted, Claim Claim, GangSeat? Gang, string? Waits);
