namespace MigrationActors.Qemu.Vms;

/// <summary>A VM definition that cannot be used. The message lists everything that is wrong with it, one line each.</summary>
public sealed class InvalidVmDefinitionException(string whereFrom, IReadOnlyList<string> problems) : Exception(
    $"The VM definition {whereFrom} cannot be used:{string.Concat(problems.Select(problem => $"\n  - {problem}"))}")
{
    public IReadOnlyList<string> Problems { get; } = problems;
}
