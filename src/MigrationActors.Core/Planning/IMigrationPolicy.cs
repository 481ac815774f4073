namespace MigrationActors.Core.Planning;

/// <summary>
/// Turns a snapshot into a plan. The seam for policies other than the thesis's: no I/O, no clock, no state, so that the
/// same snapshot always gives the same plan.
/// </summary>
public interface IMigrationPolicy
{
    /// <summary>How settings and people call it.</summary>
    string Name { get; }

    /// <summary>The plan, or a refusal where what the caller insists on cannot be done.</summary>
    PlanResult Plan(PlanningSnapshot snapshot);
}
