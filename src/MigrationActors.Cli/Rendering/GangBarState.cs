using System.Collections.Immutable;
using MigrationActors.Protocol.Api;

namespace MigrationActors.Cli.Rendering;

/// <summary>
/// What the live view of a gang shows; pure. Like the bar of one migration it never runs backwards, neither a member's nor the whole's: a coordinator
/// that has just taken over may know less than the one before.
/// </summary>
/// <param name="View">The latest view, with what was known better kept.</param>
/// <param name="Fractions">By VM, 0 to 1, never less than before.</param>
/// <param name="Overall">0 to 1, never less than before: each member has the same part.</param>
/// <param name="Notice">Something the reader should know beside the progress, or null.</param>
internal sealed record GangBarState(GangView View, ImmutableDictionary<string, double> Fractions, double Overall, string? Notice)
{
    public static GangBarState Of(GangView view) => new GangBarState(view, ImmutableDictionary<string, double>.Empty, 0, null).With(view);

    public GangBarState With(GangView view)
    {
        var before = View.Members.ToDictionary(m => m.Vm, StringComparer.Ordinal);
        var members = view.Members.Select(m => before.TryGetValue(m.Vm, out var was) && IsOlder(m, was) ? was : m).ToList();
        var fractions = Fractions.SetItems(members.Select(m => KeyValuePair.Create(m.Vm, Math.Max(Fractions.GetValueOrDefault(m.Vm), Fractional(m)))));
        var overall = members.Count > 0 ? members.Average(m => fractions[m.Vm]) : view.Terminal ? 1 : 0;
        return new GangBarState(view with { Members = members }, fractions, Math.Max(Overall, overall), null);
    }

    public GangBarState WithNotice(string notice) => this with { Notice = notice };

    /// <summary>What has begun does not go back to its plan, and what has ended does not begin again.</summary>
    private static bool IsOlder(GangMemberView member, GangMemberView was) =>
        (GangPhases.IsTerminal(was.Phase) && !GangPhases.IsTerminal(member.Phase)) || (was.MigrationId is not null && member.MigrationId is null);

    private static double Fractional(GangMemberView member) => member.Phase == "completed" ? 1
        : member.Fraction is { } fraction && double.IsFinite(fraction) ? Math.Clamp(fraction, 0, 1)
        : 0;
}
