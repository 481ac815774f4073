using MigrationActors.Core.Gang;
using MigrationActors.Core.Ledger;

namespace MigrationActors.Core.Planning.Gangs;

/// <summary>How one VM is to be moved; when, is not said yet.</summary>
/// <param name="Claim">What it takes of its links.</param>
internal sealed record DecidedMove(WantedMove Move, Decision<Strategy> Strategy, MigrationPlan Plan, Claim Claim)
{
    public ScheduledMember Scheduled => new(Move.Id, Strategy.Choice, Claim.Leaves, Claim.Arrives);
}
