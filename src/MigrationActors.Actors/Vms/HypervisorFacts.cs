namespace MigrationActors.Actors.Vms;

/// <param name="PostCopyObstacle">Why post-copy cannot be done here, or null where it can.</param>
public sealed record HypervisorFacts(string? QemuVersion, string? PostCopyObstacle);
