using System.Globalization;
using MigrationActors.Protocol.Api;
using MigrationActors.Protocol.Hosts;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace MigrationActors.Cli.Rendering;

/// <summary>What the hosts are and can do; what moves on their links is <see cref="TrafficTable"/>'s.</summary>
internal static class HostTable
{
    public static IRenderable Of(HostList list)
    {
        if (list.Hosts.Count == 0)
        {
            return Tables.Cell("No host has joined yet: is migrationd running on them, with this cluster's seed nodes?");
        }

        var table = Tables.Create().Names("Host").Names("Address").Words("Roles").Numbers("Link\nMbit/s").Numbers("VMs")
            .Names("QEMU").Names("Post-copy").Names("Heard");
        foreach (var host in list.Hosts)
        {
            table.Add(
                Tables.Cell(host.Name),
                Tables.Cell(host.Address),
                Tables.Cell(string.Join(", ", host.Roles)),
                Tables.Cell(Units.RateNumber(host.LinkMbps)),
                Tables.Cell(host.Vms.Count.ToString(CultureInfo.InvariantCulture)),
                Tables.Cell(Version(host)),
                Tables.Cell(PostCopy(host)),
                Heard(host));
        }

        return new Rows([table, .. Obstacles(list)]);
    }

    /// <summary>Without the distribution's words, for which a terminal has no room; <c>--json</c> has them.</summary>
    private static string Version(HostView host) => host.QemuVersion?.Split(' ')[0] ?? Units.Nothing;

    private static string PostCopy(HostView host) => host.PostCopy ? "yes" : host.QemuVersion is null ? Units.Nothing : "no";

    private static Text Heard(HostView host)
    {
        var age = Units.Duration(host.SecondsSinceHeard * 1000);
        return host.Reachable ? Tables.Cell(age + " ago", Styles.Good) : Tables.Cell($"silent {age}", Styles.Bad);
    }

    // Too long for a column, and needed only where something is amiss.
    private static IEnumerable<IRenderable> Obstacles(HostList list) => list.Hosts
        .Where(h => h.Roles.Contains(HostAnnouncement.HostRole) && !h.PostCopy && !string.IsNullOrWhiteSpace(h.PostCopyObstacle))
        .Select(h => Tables.Cell($"{h.Name} cannot do post-copy: {h.PostCopyObstacle}"));
}
