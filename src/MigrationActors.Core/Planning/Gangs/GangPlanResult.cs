using System.Diagnostics.CodeAnalysis;

namespace MigrationActors.Core.Planning.Gangs;

/// <summary>Either a plan for all, or the sentence that says why there is none. Exactly one is set.</summary>
public sealed record GangPlanResult(GangPlan? Plan, string? Refusal)
{
    [MemberNotNullWhen(true, nameof(Plan))]
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool IsPlanned => Plan is not null;

    public static GangPlanResult Planned(GangPlan plan) => new(plan, Refusal: null);

    public static GangPlanResult Refused(string refusal) => new(Plan: null, refusal);
}
