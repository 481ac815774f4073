using MigrationActors.Protocol.Api;
using Spectre.Console.Rendering;

namespace MigrationActors.Cli.Rendering;

/// <summary>All migrations, a line each, in the coordinator's order (newest first).</summary>
internal static class MigrationTable
{
    public static IRenderable Of(MigrationList list, TimeZoneInfo zone)
    {
        if (list.Migrations.Count == 0)
        {
            return Tables.Cell("There has been no migration yet. 'migctl migrate VM --to HOST' begins one.");
        }

        var table = Tables.Create().Names("ID").Names("VM").Words("From").Words("To").Names("Urgency").Names("Outcome").Names("Requested")
            .Numbers("Took");
        foreach (var migration in list.Migrations)
        {
            table.Add(
                Tables.Cell(migration.Id),
                Tables.Cell(migration.Vm),
                Tables.Cell(migration.Source),
                Tables.Cell(migration.Destination),
                Tables.Cell(migration.Urgency),
                Tables.Cell(Words.Phase(migration.Outcome), Styles.OfOutcome(migration.Outcome)),
                Tables.Cell(Moments.Short(migration.RequestedAt, zone)),
                Tables.Cell(migration.EndedAt is { } ended ? Units.Duration(ended - migration.RequestedAt) : Units.Nothing));
        }

        return Tables.AndOlder(table, list.Older);
    }
}
