using System.Text.Json.Serialization;

namespace MigrationActors.Protocol.Api;

/// <summary>The body of <c>POST /v1/migrations</c>; the header <see cref="IdempotencyKey.Header"/> makes it safe to send twice.</summary>
/// <param name="Urgency">high, medium or low; medium where it is left out.</param>
/// <param name="Technique">auto, precopy, postcopy or hybrid; auto where it is left out.</param>
/// <param name="Deadline">By when it should have arrived, as <see cref="Moment"/> reads it; none where it is left out.</param>
public sealed record MigrateBody(
    string Vm,
    string Destination,
    string? Urgency = null,
    string? Technique = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Deadline = null);
