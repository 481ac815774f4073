namespace MigrationActors.Core.GangSaga;

/// <summary>A VM that a drain leaves where it is, running, and why.</summary>
public sealed record StayingVm(string Vm, string Reason);
