using MigrationActors.Core.Traffic;

namespace MigrationActors.Core.Techniques;

/// <summary>Chooses how to move one VM (Algorithm 1, lines 7 to 18).</summary>
public static class TechniqueSelector
{
    /// <summary>
    /// A forced technique wins, or is refused where a side cannot do it: the caller asked for that one and no other. A
    /// post-copy that a rule chose falls back to pre-copy instead.
    /// </summary>
    public static TechniqueSelection Select(TrafficClass source, TrafficClass destination, Technique? forced, PostCopyCapability postCopy)
    {
        ArgumentNullException.ThrowIfNull(postCopy);
        return forced is { } technique ? Forced(technique, postCopy) : ByRule(source, destination, postCopy);
    }

    private static TechniqueSelection Forced(Technique technique, PostCopyCapability postCopy)
    {
        if (technique != Technique.PreCopy && WhoCannot(postCopy) is { } whoCannot)
        {
            return TechniqueSelection.Refused(
                $"The forced technique {technique.Text()} is impossible: {whoCannot} do post-copy{Because(postCopy)}. "
                + "Force pre-copy, or leave the choice to the rules.");
        }

        return TechniqueSelection.Selected(technique, $"{Capital(technique)}, forced by the caller.");
    }

    private static TechniqueSelection ByRule(TrafficClass source, TrafficClass destination, PostCopyCapability postCopy)
    {
        var rule = TechniqueRules.Single.First(r => r.Applies(source, destination));
        if (rule.Choice == Technique.PostCopy && WhoCannot(postCopy) is { } whoCannot)
        {
            return TechniqueSelection.Selected(
                Technique.PreCopy,
                $"Pre-copy instead of post-copy ({rule.Name}): {whoCannot} do post-copy{Because(postCopy)}.");
        }

        return TechniqueSelection.Selected(rule.Choice, $"{Capital(rule.Choice)}: {rule.Name}.");
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
