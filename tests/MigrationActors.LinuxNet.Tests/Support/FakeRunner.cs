using MigrationActors.Processes;

namespace MigrationActors.LinuxNet.Tests.Support;

/// <summary>Answers commands from a function and keeps what was asked.</summary>
public sealed class FakeRunner(Func<string, string?, CommandResult> answer) : ICommandRunner
{
    public List<(string Command, string? Input)> Asked { get; } = [];

    public Task<CommandResult> RunAsync(
        string program, IReadOnlyList<string> arguments, string? input = null, CancellationToken cancellation = default)
    {
        var command = $"{program} {string.Join(' ', arguments)}";
        Asked.Add((command, input));
        return Task.FromResult(answer(command, input));
    }

    public static CommandResult Ok(string output = "") => new(0, output, "");

    public static CommandResult Fails(string error) => new(1, "", error);
}
