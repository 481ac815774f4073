using System.Globalization;
using MigrationActors.Protocol.Api;
using Spectre.Console.Rendering;

namespace MigrationActors.Cli.Rendering;

internal static class VmTable
{
    public static IRenderable Of(HostList list)
    {
        var vms = list.Hosts.SelectMany(h => h.Vms).OrderBy(v => v.Name, StringComparer.Ordinal).ThenBy(v => v.Host, StringComparer.Ordinal).ToList();
        if (vms.Count == 0)
        {
            return Tables.Cell("No VM is running on any host. 'migctl start FILE --host HOST' starts one.");
        }

        var table = Tables.Create().Names("VM").Names("Host").Names("State").Numbers("Memory\nMiB").Numbers("Out\nMbit/s").Numbers("In\nMbit/s")
            .Names("Traffic").Words("Workload").Numbers("SLA\nMbit/s");
        foreach (var vm in vms)
        {
            table.Add(
                Tables.Cell(vm.Name),
                Tables.Cell(vm.Host),
                Tables.Cell(Words.Phase(vm.State), vm.State == "running" ? Styles.Good : Styles.Careful),
                Tables.Cell(vm.MemoryMiB.ToString(CultureInfo.InvariantCulture)),
                Tables.Cell(Units.RateNumber(vm.OutMbps)),
                Tables.Cell(Units.RateNumber(vm.InMbps)),
                Tables.Cell(vm.Traffic),
                Tables.Cell(vm.Workload is { } workload ? Words.Phase(workload) : Units.Nothing),
                Tables.Cell(Sla(vm)));
        }

        return table;
    }

    private static string Sla(VmView vm) => (vm.SlaLowerMbps, vm.SlaUpperMbps) is (null, null)
        ? Units.Nothing
        : $"{Units.RateNumber(vm.SlaLowerMbps)} to {Units.RateNumber(vm.SlaUpperMbps)}";
}
