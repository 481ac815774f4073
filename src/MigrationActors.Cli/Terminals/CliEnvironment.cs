using System.Globalization;

namespace MigrationActors.Cli.Terminals;

/// <summary>Everything migctl has from the process it runs in; tests give it another.</summary>
/// <param name="OpenInput">Opens standard input.</param>
/// <param name="OutIsTerminal">Whether a person sees standard output: only then are there colours and live displays.</param>
/// <param name="Width">Columns that tables may take.</param>
/// <param name="Height">Lines that a live display may take.</param>
/// <param name="Variable">An environment variable's value, or null.</param>
internal sealed record CliEnvironment(
    TextWriter Out,
    TextWriter Error,
    Func<Stream> OpenInput,
    bool OutIsTerminal,
    bool ErrorIsTerminal,
    int Width,
    int Height,
    Func<string, string?> Variable,
    TimeProvider Time,
    CliTimings Timings)
{
    /// <summary>What tables are made for, and the width where nobody says another.</summary>
    public const int DefaultWidth = 80;

    public const int DefaultHeight = 24;

    private const int LeastWidth = 40;
    private const int LeastHeight = 8;

    public static CliEnvironment OfThisProcess()
    {
        var capable = Environment.GetEnvironmentVariable("TERM") != "dumb";
        var outIsTerminal = capable && !Console.IsOutputRedirected;
        var errorIsTerminal = capable && !Console.IsErrorRedirected;
        return new CliEnvironment(
            Console.Out,
            Console.Error,
            Console.OpenStandardInput,
            outIsTerminal,
            errorIsTerminal,
            WidthOf(outIsTerminal || errorIsTerminal),
            HeightOf(outIsTerminal || errorIsTerminal),
            Environment.GetEnvironmentVariable,
            TimeProvider.System,
            CliTimings.Default);
    }

    private static int WidthOf(bool terminal)
    {
        // A terminal that does not know its size says 0.
        var width = terminal ? Console.WindowWidth : StatedWidth();
        return width >= LeastWidth ? width : DefaultWidth;
    }

    private static int HeightOf(bool terminal)
    {
        var height = terminal ? Console.WindowHeight : 0;
        return height >= LeastHeight ? height : DefaultHeight;
    }

    private static int StatedWidth() =>
        int.TryParse(Environment.GetEnvironmentVariable("COLUMNS"), NumberStyles.None, CultureInfo.InvariantCulture, out var columns) ? columns : 0;
}
