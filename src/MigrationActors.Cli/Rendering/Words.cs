using System.Text;

namespace MigrationActors.Cli.Rendering;

/// <summary>The wire's names (<c>destinationPrepared</c>) as people read them (<c>destination prepared</c>).</summary>
internal static class Words
{
    public static string Phase(string phase) => phase switch
    {
        "postcopyRunning" => "post-copy running",
        _ => Split(phase),
    };

    public static string Technique(string technique) => technique switch
    {
        "preCopy" => "pre-copy",
        "postCopy" => "post-copy",
        _ => Split(technique),
    };

    private static string Split(string name)
    {
        var words = new StringBuilder();
        foreach (var c in Plain.Clean(name))
        {
            if (char.IsAsciiLetterUpper(c) && words.Length > 0)
            {
                words.Append(' ');
            }

            words.Append(char.ToLowerInvariant(c));
        }

        return words.ToString();
    }
}
