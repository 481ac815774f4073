using MigrationActors.Processes;

namespace MigrationActors.Qemu.Tests.RealQemu;

/// <summary>Runs programs for real and remembers what the last one was given.</summary>
internal sealed class WatchedCommands : ICommandRunner
{
    public IReadOnlyList<string> Arguments { get; private set; } = [];

    public Task<CommandResult> RunAsync(string program, IReadOnlyList<string> arguments, string? input = null, CancellationToken cancellation = default)
    {
        Arguments = arguments;
        return CommandRunner.Instance.RunAsync(program, arguments, input, cancellation);
    }
}
