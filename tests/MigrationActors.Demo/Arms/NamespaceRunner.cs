using MigrationActors.Processes;

namespace MigrationActors.Demo.Arms;

/// <summary>Runs programs in a network namespace.</summary>
public sealed class NamespaceRunner(string name) : ICommandRunner
{
    public Task<CommandResult> RunAsync(string program, IReadOnlyList<string> arguments, string? input = null, CancellationToken cancellation = default) =>
        CommandRunner.Instance.RunAsync("ip", ["netns", "exec", name, program, .. arguments], input, cancellation);
}
