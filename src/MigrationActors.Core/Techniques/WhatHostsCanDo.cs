namespace MigrationActors.Core.Techniques;

/// <summary>Holds a wanted technique against what the two hosts can do; the same for one VM and for several.</summary>
internal static class WhatHostsCanDo
{
    /// <summary>The forced technique, or a refusal where a side cannot do it.</summary>
    public static TechniqueSelection Forced(Technique technique, PostCopyCapability postCopy)
    {
        ArgumentNullException.ThrowIfNull(postCopy);
        if (technique != Technique.PreCopy && WhoCannot(postCopy) is { } whoCannot)
        {
            return TechniqueSelection.Refused(
                $"The forced technique {technique.Text()} is impossible: {whoCannot} do post-copy{Because(postCopy)}. "
                + "Force pre-copy, or leave the choice to the rules.");
        }

        return TechniqueSelection.Selected(technique, $"{Capital(technique)}, forced by the caller.");
    }

    /// <summary>What a rule chose, or pre-copy where that is post-copy and a side cannot do it.</summary>
    /// <param name="rule">The rule's condition in words.</param>
    public static TechniqueSelection ByRule(Technique choice, string rule, PostCopyCapability postCopy)
    {
        ArgumentNullException.ThrowIfNull(postCopy);
        if (choice == Technique.PostCopy && WhoCannot(postCopy) is { } whoCannot)
        {
            return TechniqueSelection.Selected(
                Technique.PreCopy,
                $"Pre-copy instead of post-copy ({rule}): {whoCannot} do post-copy{Because(postCopy)}.");
        }

        return TechniqueSelection.Selected(choice, $"{Capital(choice)}: {rule}.");
    }

    private static string? WhoCannot(PostCopyCapability postCopy) => postCopy switch
    {
        { Source: true, Destination: true } => null,
        { Source: false, Destination: false } => "neither side can",
        { Source: false } => "the source cannot",
        _ => "the destination cannot",
    };

    private static string Because(PostCopyCapability postCopy) =>
        string.IsNullOrWhiteSpace(postCopy.Obstacle) ? "" : $" ({postCopy.Obstacle.Trim().TrimEnd('.')})";

    private static string Capital(Technique technique)
    {
        var text = technique.Text();
        return char.ToUpperInvariant(text[0]) + text[1..];
    }
}
