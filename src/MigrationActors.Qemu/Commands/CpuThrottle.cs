namespace MigrationActors.Qemu.Commands;

/// <summary>How auto-converge slows a guest's CPUs down, in percent of their time; each 1 to 99 (QEMU's migrate-set-parameters).</summary>
/// <param name="Initial">The first step.</param>
/// <param name="Increment">Each further one.</param>
/// <param name="Most">Never more; at least <paramref name="Initial"/>.</param>
public sealed record CpuThrottle(int Initial, int Increment, int Most);
