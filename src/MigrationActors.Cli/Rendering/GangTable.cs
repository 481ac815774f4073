using System.Globalization;
using MigrationActors.Protocol.Api;
using Spectre.Console.Rendering;

namespace MigrationActors.Cli.Rendering;

/// <summary>All gangs and drains, a line each, in the coordinator's order (newest first).</summary>
internal static class GangTable
{
    public static IRenderable Of(GangList list, TimeZoneInfo zone)
    {
        if (list.Gangs.Count == 0)
        {
            return Tables.Cell("There has been no gang yet. 'migctl gang VM... --to HOST' or 'migctl drain HOST' begins one.");
        }

        var table = Tables.Create().Names("ID").Names("Kind").Numbers("Arrived").Numbers("Failed").Names("Outcome").Names("Requested")
            .Numbers("Took");
        foreach (var gang in list.Gangs)
        {
            table.Add(
                Tables.Cell(gang.Id),
                Tables.Cell(gang.Kind),
                Tables.Cell(string.Create(CultureInfo.InvariantCulture, $"{gang.Completed} of {gang.Members}")),
                Tables.Cell(gang.Failed.ToString(CultureInfo.InvariantCulture)),
                Tables.Cell(Words.Phase(gang.Outcome), Styles.OfOutcome(gang.Outcome)),
                Tables.Cell(Moments.Short(gang.RequestedAt, zone)),
                Tables.Cell(gang.EndedAt is { } ended ? Units.Duration(ended - gang.RequestedAt) : Units.Nothing));
        }

        return Tables.AndOlder(table, list.Older);
    }
}
