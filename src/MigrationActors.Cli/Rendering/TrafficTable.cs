using MigrationActors.Protocol.Api;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace MigrationActors.Cli.Rendering;

/// <summary>Rates now: each host's link, and below it the part of each VM. Directions are the owner's: out leaves it.</summary>
internal static class TrafficTable
{
    public static IRenderable Of(HostList list)
    {
        if (list.Hosts.Count == 0)
        {
            return Tables.Cell("No host has joined yet, so there is no traffic to show.");
        }

        var table = Tables.Create().Names("Host / VM").Numbers("Out\nMbit/s").Numbers("In\nMbit/s").Numbers("Link\nMbit/s").Numbers("Out\n% of link")
            .Numbers("In\n% of link").Names("Traffic").Names("Age");
        foreach (var host in list.Hosts)
        {
            table.Add(
                Tables.Cell(host.Name, Styles.Strong),
                Tables.Cell(Units.RateNumber(host.OutMbps)),
                Tables.Cell(Units.RateNumber(host.InMbps)),
                Tables.Cell(Units.RateNumber(host.LinkMbps)),
                Share(host.OutMbps, host.LinkMbps),
                Share(host.InMbps, host.LinkMbps),
                Tables.Cell(host.Traffic),
                Tables.Cell(Units.Duration(host.SecondsSinceHeard * 1000), host.Reachable ? Styles.Faint : Styles.Bad));
            foreach (var vm in host.Vms)
            {
                table.Add(
                    Tables.Cell("  " + vm.Name),
                    Tables.Cell(Units.RateNumber(vm.OutMbps)),
                    Tables.Cell(Units.RateNumber(vm.InMbps)),
                    Text.Empty,
                    Share(vm.OutMbps, host.LinkMbps),
                    Share(vm.InMbps, host.LinkMbps),
                    Tables.Cell(vm.Traffic),
                    Text.Empty);
            }
        }

        return table;
    }

    private static Text Share(double rate, double link)
    {
        if (!double.IsFinite(rate) || link <= 0)
        {
            return Tables.Cell(Units.Nothing);
        }

        var share = rate / link;
        return Tables.Cell(Units.RateNumber(Math.Round(share * 100)), share >= 0.9 ? Styles.Bad : share >= 0.7 ? Styles.Careful : Style.Plain);
    }
}
