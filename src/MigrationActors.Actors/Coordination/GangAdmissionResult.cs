using MigrationActors.Core.GangSaga;
using MigrationActors.Core.Planning;
using MigrationActors.Protocol.Api;

namespace MigrationActors.Actors.Coordination;

/// <summary>Either a gang with its plan and what that was made from, or why there is none.</summary>
public sealed record GangAdmissionResult(GangRequest? Gang, GangPlan? Plan, ClusterSnapshot? Snapshot, Refusal? Refusal)
{
    public static GangAdmissionResult Refuse(RefusalKind kind, string sentence) => new(null, null, null, new Refusal(kind, sentence));
}
