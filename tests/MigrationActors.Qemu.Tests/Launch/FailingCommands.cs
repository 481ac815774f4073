using MigrationActors.Processes;

namespace MigrationActors.Qemu.Tests.Launch;

/// <summary>A host on which every program ends as told.</summary>
internal sealed class FailingCommands(Func<CommandResult> end) : ICommandRunner
{
    public Task<CommandResult> RunAsync(string program, IReadOnlyList<string> arguments, string? input = null, CancellationToken cancellation = default) =>
        Task.FromResult(end());
}
