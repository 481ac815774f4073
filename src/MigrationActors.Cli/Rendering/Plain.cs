using System.Globalization;
using System.Text;

namespace MigrationActors.Cli.Rendering;

/// <summary>
/// Text from elsewhere, made safe for a terminal: control characters could move the cursor or recolour the screen, and characters
/// that turn the reading direction could make a name look like another.
/// </summary>
internal static class Plain
{
    private const int ShortLength = 80;

    public static string Clean(string? text)
    {
        if (string.IsNullOrEmpty(text) || !text.Any(IsUnsafe))
        {
            return text ?? "";
        }

        var clean = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            clean.Append(c is '\n' or '\r' or '\t' ? ' ' : IsUnsafe(c) ? '?' : c);
        }

        return clean.ToString();
    }

    /// <summary>Clean, and cut where somebody gave a whole file as a name.</summary>
    public static string Short(string text)
    {
        var clean = Clean(text);
        return clean.Length <= ShortLength ? clean : clean[..(ShortLength - 1)] + "…";
    }

    /// <summary>A character as a message names it.</summary>
    public static string Quoted(char c) => c switch
    {
        '\'' => "a quote (')",
        '"' => "a quote (\")",
        _ when IsUnsafe(c) => $"the control character U+{(int)c:X4}",
        _ => $"'{c}'",
    };

    private static bool IsUnsafe(char c) => char.IsControl(c)
        || char.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
