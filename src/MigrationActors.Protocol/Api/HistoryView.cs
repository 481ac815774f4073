namespace MigrationActors.Protocol.Api;

/// <summary>One line of a migration's story.</summary>
public sealed record HistoryView(string Phase, DateTimeOffset At, string? Note);
