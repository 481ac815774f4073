using MigrationActors.Core;
using MigrationActors.Core.Planning;
using MigrationActors.Core.Traffic;
using MigrationActors.Protocol.Api;
using MigrationActors.Protocol.Hosts;
using MigrationActors.Protocol.Serialization;
using MigrationActors.Qemu.Vms;

namespace MigrationActors.Actors.Coordination;

/// <summary>Hosts and VMs as the API shows them.</summary>
public static class HostViews
{
    public static HostList Of(HostTable hosts, PlanningSettings settings, TimeSpan patience, DateTimeOffset now) =>
        new([.. hosts.All.Select(h => Of(h, settings, patience, now))]);

    private static HostView Of(KnownHost host, PlanningSettings settings, TimeSpan patience, DateTimeOffset now)
    {
        var said = host.Latest;
        return new HostView(
            host.Name,
            said.Address,
            said.Roles,
            host.IsReachable(now, patience),
            Math.Round(Math.Max(0, (now - host.HeardAt).TotalSeconds), 1),
            said.Link.Value,
            said.Out.Value,
            said.In.Value,
            Class(said.Out, said.In, said.Link, settings),
            said.QemuVersion,
            said.PostCopyObstacle is null,
            said.PostCopyObstacle,
            [.. said.Vms.Select(v => Of(v, host, settings))]);
    }

    private static VmView Of(VmAnnouncement vm, KnownHost host, PlanningSettings settings) => new(
        vm.Name,
        host.Name,
        vm.State,
        vm.MemoryMiB,
        vm.Out.Value,
        vm.In.Value,
        Class(vm.Out, vm.In, host.Latest.Link, settings),
        vm.Workload is { } workload ? WorkloadNames.NameOf(workload) : null,
        vm.Sla?.Lower.Value,
        vm.Sla?.Upper.Value);

    private static string Class(Mbps sent, Mbps received, Mbps link, PlanningSettings settings) =>
        WireJson.Name(TrafficClassifier.Classify(new TrafficRate(sent, received), link, settings.Classification));
}
