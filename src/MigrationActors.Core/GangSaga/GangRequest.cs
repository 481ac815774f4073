using MigrationActors.Core.Gang;

namespace MigrationActors.Core.GangSaga;

/// <summary>What was asked for, checked and planned.</summary>
/// <param name="Drained">The host that is to be emptied; null where the VMs were named.</param>
/// <param name="Forced">The strategy the caller insists on, or null to let Algorithm 3 choose.</param>
/// <param name="Members">In the gang's order: the parallel ones, then the serial ones as they follow each other.</param>
/// <param name="PredictedTotal">From the beginning to the end of the last, as planned.</param>
public sealed record GangRequest(
    string Id,
    string? Drained,
    Strategy? Forced,
    IReadOnlyList<GangMember> Members,
    IReadOnlyList<StayingVm> Stay,
    TimeSpan PredictedTotal);
