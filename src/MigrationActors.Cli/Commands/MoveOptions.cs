using System.CommandLine;
using MigrationActors.Cli.Failures;
using MigrationActors.Cli.Input;

namespace MigrationActors.Cli.Commands;

/// <summary>The options of commands that move VMs.</summary>
internal sealed class MoveOptions
{
    public Choice Urgency { get; } = Choice.Of("--urgency", "medium", "How much of the link it may take from the VMs' applications.", MoveWords.Urgencies);

    public Choice Technique { get; } = Choice.Of("--technique", "auto", "How to move it; auto lets the traffic decide.", MoveWords.Techniques);

    public Choice Strategy { get; } = Choice.Of(
        "--strategy", "auto", "All at the same time, or one after another; auto lets each VM's urgency decide.", MoveWords.Strategies);

    public Option<string?> Deadline { get; } = new("--deadline")
    {
        Description = "By when it should have arrived, as 2026-03-14T15:30 or from now on, as 90s, 15m or 2h. Of those that wait, the earlier deadline goes first.",
        HelpName = "TIME",
    };

    public Option<string?> Key { get; } = new("--key")
    {
        Description = "What the request is called: asked for again with the same key, it is not begun a second time. Default: a new one for each run.",
        HelpName = "KEY",
    };

    public Option<bool> Wait { get; } = new("--wait") { Description = "Show the progress until it has ended; the exit code tells how." };

    public Option<bool> DryRun { get; } = new("--dry-run") { Description = "Show what would be done and why, and touch nothing." };

    /// <returns>The point in time as requests have it, or null.</returns>
    /// <exception cref="InvalidInputException">It cannot be read.</exception>
    public string? DeadlineOf(ParseResult parsed, CommandContext context) => parsed.GetResult(Deadline) is { Tokens.Count: > 0 }
        ? Input.Deadline.Read(parsed.GetValue(Deadline) ?? "", "--deadline", context.Environment.Time)
        : null;

    /// <exception cref="InvalidInputException">A plan is asked for, together with what only makes sense for the real thing.</exception>
    public bool IsDryRun(ParseResult parsed)
    {
        var odd = parsed.GetValue(Wait) ? "--wait" : parsed.GetValue(Key) is not null ? "--key" : null;
        return parsed.GetValue(DryRun) && odd is not null
            ? throw new InvalidInputException($"--dry-run begins nothing, so {odd} has no meaning with it: leave one of them out.")
            : parsed.GetValue(DryRun);
    }
}
