using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace MigrationActors.Core.Techniques;

/// <summary>Either the technique with its reason, or the sentence that says why the forced one is impossible. Exactly one is set.</summary>
public sealed record TechniqueSelection(Decision<Technique>? Decision, string? Refusal)
{
    [JsonIgnore]
    [MemberNotNullWhen(true, nameof(Decision))]
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool IsPossible => Decision is not null;

    public static TechniqueSelection Selected(Technique technique, string reason) => new(new Decision<Technique>(technique, reason), Refusal: null);

    public static TechniqueSelection Refused(string refusal) => new(Decision: null, refusal);
}
