using System.Text.Json.Serialization;

namespace MigrationActors.Protocol.Api;

/// <summary>One VM of a <see cref="GangBody"/>; what is left out, the gang says.</summary>
public sealed record GangMemberBody(
    string Vm,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Destination = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Urgency = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Technique = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Deadline = null);
