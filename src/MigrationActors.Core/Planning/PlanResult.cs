using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace MigrationActors.Core.Planning;

/// <summary>Either a plan, or the sentence that says why there is none. Exactly one is set.</summary>
public sealed record PlanResult(MigrationPlan? Plan, string? Refusal)
{
    [JsonIgnore]
    [MemberNotNullWhen(true, nameof(Plan))]
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool IsPlanned => Plan is not null;

    public static PlanResult Planned(MigrationPlan plan) => new(plan, Refusal: null);

    public static PlanResult Refused(string refusal) => new(Plan: null, refusal);
}
