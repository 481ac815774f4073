using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace MigrationActors.Cli.Rendering;

/// <summary>How every table of migctl looks. Cells are texts, never markup: a VM may be called <c>[red]</c> in somebody's file.</summary>
internal static class Tables
{
    private static readonly Style HeaderStyle = new(decoration: Decoration.Bold);

    public static Table Create() => new Table { Border = TableBorder.Simple };

    /// <summary>A column of words; wraps when the terminal is narrow.</summary>
    public static Table Words(this Table table, string header) => Column(table, header, Justify.Left, wrap: true);

    /// <summary>A column of names that people copy: never wrapped.</summary>
    public static Table Names(this Table table, string header) => Column(table, header, Justify.Left, wrap: false);

    /// <summary>A column of numbers; a line break in the header puts the unit below.</summary>
    public static Table Numbers(this Table table, string header) => Column(table, header, Justify.Right, wrap: false);

    public static Text Cell(string? text, Style? style = null) => new(Plain.Clean(text), style);

    public static void Add(this Table table, params IRenderable[] cells) => table.AddRow(cells);

    /// <summary>The table, and how many older entries the coordinator has that it does not list.</summary>
    public static IRenderable AndOlder(Table table, int older) =>
        older == 0 ? table : new Rows(table, Cell(string.Create(CultureInfo.InvariantCulture, $"… and {older} older {(older == 1 ? "one" : "ones")}"), Styles.Faint));

    private static Table Column(Table table, string header, Justify justify, bool wrap)
    {
        var column = new TableColumn(new Text(header, HeaderStyle)) { Alignment = justify, NoWrap = !wrap };
        column.Padding = new Padding(0, 0, 1, 0);
        return table.AddColumn(column);
    }
}
