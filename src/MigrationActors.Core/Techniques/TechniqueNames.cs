namespace MigrationActors.Core.Techniques;

/// <summary>The names of the techniques: one for people, one for files and commands.</summary>
public static class TechniqueNames
{
    /// <summary>As a person writes it: pre-copy, post-copy, hybrid.</summary>
    public static string Text(this Technique technique) => technique switch
    {
        Technique.PreCopy => "pre-copy",
        Technique.PostCopy => "post-copy",
        Technique.Hybrid => "hybrid",
        _ => throw new ArgumentOutOfRangeException(nameof(technique), technique, "There is no such migration technique."),
    };

    /// <summary>As files and commands write it: precopy, postcopy, hybrid.</summary>
    public static string Keyword(this Technique technique) => technique.Text().Replace("-", "", StringComparison.Ordinal);

    /// <summary>The technique a keyword stands for, or null where it stands for none. Case matters.</summary>
    public static Technique? FromKeyword(string? keyword) => keyword switch
    {
        "precopy" => Technique.PreCopy,
        "postcopy" => Technique.PostCopy,
        "hybrid" => Technique.Hybrid,
        _ => null,
    };
}
