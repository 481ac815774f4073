using Spectre.Console;
using Spectre.Console.Rendering;

namespace MigrationActors.Cli.Rendering;

/// <summary>Sentences below a heading.</summary>
internal static class Lists
{
    /// <returns>Nothing where there are no sentences.</returns>
    public static IEnumerable<IRenderable> Of(string heading, IReadOnlyList<string> sentences)
    {
        if (sentences.Count == 0)
        {
            return [];
        }

        var grid = new Grid().AddColumn(new GridColumn().NoWrap()).AddColumn();
        foreach (var sentence in sentences)
        {
            grid.AddRow(Tables.Cell("-"), Tables.Cell(sentence));
        }

        return [Text.Empty, Tables.Cell(heading, Styles.Strong), grid];
    }

    /// <summary>The first of them, and how many more there are.</summary>
    public static IEnumerable<string> Most(IReadOnlyList<string> sentences, int most) =>
        sentences.Count <= most ? sentences : [.. sentences.Take(most), $"… and {sentences.Count - most} more; --json has all of them"];
}
