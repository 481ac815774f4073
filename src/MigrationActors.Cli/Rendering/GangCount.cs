using MigrationActors.Protocol.Api;

namespace MigrationActors.Cli.Rendering;

/// <summary>How many members of a gang stand where; each counts once.</summary>
/// <param name="Stayed">Failed, cancelled, lost or never begun.</param>
internal sealed record GangCount(int Arrived, int Moving, int Waiting, int Stayed)
{
    public static GangCount Of(IReadOnlyList<GangMemberView> members)
    {
        var ended = members.Count(m => GangPhases.IsTerminal(m.Phase));
        var arrived = members.Count(m => m.Phase == "completed");
        var waiting = members.Count(m => GangPhases.IsWaiting(m.Phase));
        return new GangCount(arrived, members.Count - ended - waiting, waiting, ended - arrived);
    }

    /// <summary><c>2 moving, 1 waiting, 3 arrived</c>; what there is none of is left out.</summary>
    public override string ToString() => string.Join(", ", new (int Number, string Word)[]
    {
        (Moving, "moving"), (Waiting, "waiting"), (Arrived, "arrived"), (Stayed, "not moved"),
    }.Where(part => part.Number > 0).Select(part => $"{part.Number} {part.Word}"));
}
