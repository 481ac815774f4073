namespace MigrationActors.Protocol.Api;

/// <summary>A migration in a line.</summary>
/// <param name="Outcome"><c>running</c>, or the terminal phase.</param>
public sealed record MigrationSummary(
    string Id, string Vm, string Source, string Destination, string Urgency, string Outcome, DateTimeOffset RequestedAt, DateTimeOffset? EndedAt);
