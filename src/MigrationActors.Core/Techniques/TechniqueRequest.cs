namespace MigrationActors.Core.Techniques;

/// <summary>What the caller wants: one technique whatever the rules say, or (null) the one the rules choose.</summary>
public sealed record TechniqueRequest(Technique? Forced)
{
    public static TechniqueRequest Auto { get; } = new(Forced: null);

    /// <summary>Reads auto, precopy, postcopy or hybrid; null for anything else, which the caller answers with its own message.</summary>
    public static TechniqueRequest? TryParse(string? text)
    {
        if (text == "auto")
        {
            return Auto;
        }

        return TechniqueNames.FromKeyword(text) is { } technique ? new TechniqueRequest(technique) : null;
    }
}
