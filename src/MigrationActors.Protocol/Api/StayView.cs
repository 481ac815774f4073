namespace MigrationActors.Protocol.Api;

/// <summary>A VM that a drain leaves where it is, running.</summary>
/// <param name="Reason">Why it cannot go, and what would help.</param>
public sealed record StayView(string Vm, string Reason);
