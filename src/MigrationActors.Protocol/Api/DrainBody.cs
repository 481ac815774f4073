using System.Text.Json.Serialization;

namespace MigrationActors.Protocol.Api;

/// <summary>The body of <c>POST /v1/hosts/{host}/drain</c> and, with the host in it, of <c>POST /v1/plans/drain</c>.</summary>
/// <param name="Host">The host to empty; only where the path does not name it.</param>
/// <param name="To">Hosts that may take the VMs; left out for any.</param>
/// <param name="Urgency">high, medium or low; medium where it is left out.</param>
/// <param name="Technique">auto, precopy, postcopy or hybrid; auto where it is left out.</param>
/// <param name="Strategy">auto, serial or parallel; auto where it is left out.</param>
public sealed record DrainBody(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Host = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? To = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Urgency = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Technique = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Strategy = null);
