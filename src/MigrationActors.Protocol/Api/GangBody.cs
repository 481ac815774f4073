using System.Text.Json.Serialization;

namespace MigrationActors.Protocol.Api;

/// <summary>
/// The body of <c>POST /v1/gangs</c> and <c>POST /v1/plans/gang</c>. What a member does not say, the gang says for it.
/// </summary>
/// <param name="Members">1 to <see cref="GangLimits.MostMembers"/>, each VM once.</param>
/// <param name="Destination">Where members without a destination go.</param>
/// <param name="Urgency">high, medium or low; medium where it is left out.</param>
/// <param name="Technique">auto, precopy, postcopy or hybrid; auto where it is left out.</param>
/// <param name="Deadline">By when they should have arrived, as <see cref="Moment"/> reads it; none where it is left out.</param>
/// <param name="Strategy">auto, serial or parallel; auto where it is left out.</param>
public sealed record GangBody(
    IReadOnlyList<GangMemberBody> Members,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Destination = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Urgency = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Technique = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Deadline = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Strategy = null);
