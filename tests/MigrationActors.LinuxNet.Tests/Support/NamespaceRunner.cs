using MigrationActors.Processes;

namespace MigrationActors.LinuxNet.Tests.Support;

/// <summary>Runs commands inside a network namespace, counts them, and can spoil the input of the next.</summary>
public sealed class NamespaceRunner(string name) : ICommandRunner
{
    public List<string> Started { get; } = [];

    /// <summary>What becomes of the text of the next <c>tc -batch</c> before tc sees it; used once.</summary>
    public Func<string, string>? SpoilNextTcBatch { get; set; }

    public Task<CommandResult> RunAsync(
        string program, IReadOnlyList<string> arguments, string? input = null, CancellationToken cancellation = default)
    {
        Started.Add($"{program} {string.Join(' ', arguments)}");
        if (program == "tc" && input is not null && SpoilNextTcBatch is { } spoil)
        {
            SpoilNextTcBatch = null;
            input = spoil(input);
        }

        return CommandRunner.Instance.RunAsync("ip", ["netns", "exec", name, program, .. arguments], input, cancellation);
    }
}
