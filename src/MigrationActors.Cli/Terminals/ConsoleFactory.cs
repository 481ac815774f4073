using Spectre.Console;

namespace MigrationActors.Cli.Terminals;

/// <summary>Makes Spectre consoles that do only what the stream behind them can show.</summary>
internal static class ConsoleFactory
{
    public static IAnsiConsole Create(TextWriter writer, bool terminal, bool colour, int width, int height = CliEnvironment.DefaultHeight)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = terminal ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = terminal && colour ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = terminal ? InteractionSupport.Yes : InteractionSupport.No,
            Out = new AnsiConsoleOutput(writer),
        });
        console.Profile.Width = width;
        console.Profile.Height = height;

        // Spectre looks at the process's own console and at CI variables; what we were told counts.
        console.Profile.Capabilities.Ansi = terminal;
        console.Profile.Capabilities.Interactive = terminal;
        console.Profile.Capabilities.Unicode = true;
        return console;
    }
}
