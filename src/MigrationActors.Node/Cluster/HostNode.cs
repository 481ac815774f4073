using System.Net;
using MigrationActors.Actors.Host;
using MigrationActors.Actors.Network;
using MigrationActors.Actors.Shaping;
using MigrationActors.Actors.Vms;
using MigrationActors.Core;
using MigrationActors.LinuxNet.Host;
using MigrationActors.LinuxNet.Names;
using MigrationActors.LinuxNet.Routes;
using MigrationActors.LinuxNet.Taps;
using MigrationActors.LinuxNet.Tc.Model;
using MigrationActors.Node.Settings;
using MigrationActors.Processes;
using MigrationActors.Qemu.Launch;
using MigrationActors.Qemu.Qmp;

namespace MigrationActors.Node.Cluster;

/// <summary>What the agent of this host is made of: the real kernel and the real QEMU.</summary>
public sealed record HostNode(HostSettings Settings, HostParts Parts)
{
    /// <exception cref="UplinkException">The uplink cannot be told; the message names the setting.</exception>
    public static async Task<HostNode> CreateAsync(NodeSettings settings, ITrafficLog trafficLog)
    {
        var runner = CommandRunner.Instance;
        var files = NetworkFiles.OfThisProcess;
        var uplink = await new UplinkResolver(runner, files, "Link:Uplink").ResolveAsync(Peer(settings), ConfiguredUplink(settings));
        var ports = Enumerable.Range(settings.Vms.FirstPort, settings.Vms.LastPort - settings.Vms.FirstPort + 1).ToList();
        var host = new HostSettings(
            settings.Name, IPAddress.Parse(settings.Address), settings.Roles, uplink.Index, Capacity(settings), ports, settings.State.Directory);
        var parts = new HostParts(
            Hypervisor(settings, runner, files),
            new KernelUplinkShaper(runner, files, uplink.Name),
            new KernelCounters(),
            trafficLog,
            new NetworkSettings(),
            TimeProvider.System);
        return new HostNode(host, parts);
    }

    private static QemuHypervisor Hypervisor(NodeSettings settings, ICommandRunner runner, NetworkFiles files)
    {
        var qemu = QemuSettings.Default;
        var directory = new VmDirectory(settings.Vms.Directory);
        var launcher = new QemuLauncher(directory, qemu, runner, TimeProvider.System);
        return new QemuHypervisor(
            launcher, new QemuProbe(directory, qemu, runner, TimeProvider.System), new TapManager(runner, files), QmpSettings.Default, TimeProvider.System);
    }

    private static LinkCapacity Capacity(NodeSettings settings)
    {
        var link = new Mbps(settings.Link.Mbps);
        var control = settings.Link.ControlMbps > 0 ? new Mbps(settings.Link.ControlMbps) : LinkCapacity.DefaultControl(link);
        return new LinkCapacity(link, control, new ControlPorts([settings.Port, settings.Http.Port]));
    }

    /// <summary>The uplink is the interface toward the rest of the cluster.</summary>
    private static IPAddress Peer(NodeSettings settings)
    {
        var own = IPAddress.Parse(settings.Address);
        return settings.Seeds.Select(s => IPEndPoint.Parse(s).Address).FirstOrDefault(a => !a.Equals(own))
            ?? throw new InvalidSettingsException(
                "Seeds name only this host itself, so the way to the others cannot be told: add another coordinator, or do not run the host or storage role on a lone one.");
    }

    private static InterfaceName? ConfiguredUplink(NodeSettings settings) =>
        settings.Link.Uplink.Length == 0 ? null : new InterfaceName(settings.Link.Uplink);
}
