namespace MigrationActors.Core.Planning;

/// <summary>How several VMs are to be moved: the plan that is shown, checked and carried out.</summary>
/// <param name="Members">In the order of their beginning: the parallel ones first, then the serial ones as they follow each other.</param>
public sealed record GangPlan(IReadOnlyList<MemberPlan> Members)
{
    /// <summary>Migrations from before the plan that members have to wait for; empty where none is in the way.</summary>
    public IReadOnlyList<AwaitedEnd> Awaited { get; init; } = [];

    /// <summary>Migrations from before the plan on the links of its hosts, those that members wait for among them.</summary>
    public IReadOnlyList<RunningMigration> Running { get; init; } = [];

    /// <summary>From the beginning to the end of the last.</summary>
    public TimeSpan Makespan => Members.Count == 0 ? TimeSpan.Zero : Members.Max(m => m.Ends);
}
