using MigrationActors.Processes;

namespace MigrationActors.Testbed.Namespaces;

/// <summary>Runs programs in a network namespace: lets the product's own parts act on a host of the testbed, from outside.</summary>
public sealed class NamespaceCommandRunner(string networkNamespace) : ICommandRunner
{
    /// <inheritdoc/>
    public Task<CommandResult> RunAsync(
        string program, IReadOnlyList<string> arguments, string? input = null, CancellationToken cancellation = default) =>
        CommandRunner.Instance.RunAsync("ip", ["netns", "exec", networkNamespace, program, .. arguments], input, cancellation);
}
