using Spectre.Console;

namespace MigrationActors.Cli.Rendering;

/// <summary>Colours. They only repeat what a word beside them says: not everybody sees them, and pipes have none.</summary>
internal static class Styles
{
    public static readonly Style Good = new(Color.Green);
    public static readonly Style Careful = new(Color.Yellow);
    public static readonly Style Bad = new(Color.Red);
    public static readonly Style Faint = new(decoration: Decoration.Dim);
    public static readonly Style Strong = new(decoration: Decoration.Bold);

    public static Style OfOutcome(string phase) => phase switch
    {
        "completed" => Good,
        "failed" or "lost" => Bad,
        "cancelled" or "aborting" or "partial" or "skipped" => Careful,
        _ => Style.Plain,
    };
}
