using System.CommandLine;
using MigrationActors.Cli.Input;

namespace MigrationActors.Cli.Commands;

/// <summary>The options every command takes.</summary>
internal sealed class GlobalOptions
{
    public Option<string?> Coordinator { get; } = new("--coordinator")
    {
        Description = "The URL of a coordinator's API; of several, separated by commas, the first that answers. "
            + $"Default: the environment's {CoordinatorAddress.Variable}, else {CoordinatorAddress.Default}.",
        HelpName = "URL",
        Recursive = true,
    };

    public Option<bool> Json { get; } = new("--json")
    {
        Description = "Print the coordinator's own answer as JSON on standard output, and nothing else.",
        Recursive = true,
    };

    public Option<bool> NoColor { get; } = new("--no-color")
    {
        Description = "No colours; the environment's NO_COLOR does the same.",
        Recursive = true,
    };

    public void AddTo(RootCommand root)
    {
        root.Add(Coordinator);
        root.Add(Json);
        root.Add(NoColor);
    }
}
