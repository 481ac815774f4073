using System.Net;
using MigrationActors.LinuxNet.Failures;
using MigrationActors.LinuxNet.Host;
using MigrationActors.LinuxNet.Names;
using MigrationActors.Processes;

namespace MigrationActors.LinuxNet.Routes;

/// <summary>
/// Finds the interface to shape. A route often names a bridge, but VM traffic enters the bridge through taps and never
/// passes the bridge's own device; what all traffic shares is the bridge's uplink port.
/// </summary>
/// <param name="settingName">What to call the setting that names the uplink, in errors that tell to use it.</param>
public sealed class UplinkResolver(ICommandRunner runner, NetworkFiles files, string settingName = "uplink")
{
    /// <summary>The uplink toward <paramref name="peer"/>.</summary>
    /// <param name="peer">An address of the other host.</param>
    /// <param name="configured">The name the user set, which wins over what would be found; null to find it.</param>
    /// <exception cref="UplinkException">No route, no such interface, or more than one candidate.</exception>
    public async Task<Uplink> ResolveAsync(IPAddress peer, InterfaceName? configured = null, CancellationToken cancellation = default)
    {
        var route = await RouteToAsync(peer, cancellation).ConfigureAwait(false);
        var device = new InterfaceName(route.Device);
        var name = configured ?? PortOrItself(device, peer);
        var index = files.IndexOf(name.Value) ?? throw new UplinkException(
            $"There is no interface '{name}' on this host. Set '{settingName}' to one of: {string.Join(", ", files.Interfaces())}.");
        return new Uplink(name, index, device, route.Source);
    }

    private async Task<Route> RouteToAsync(IPAddress peer, CancellationToken cancellation)
    {
        var result = await runner.RunAsync("ip", ["-json", "route", "get", peer.ToString()], cancellation: cancellation).ConfigureAwait(false);
        MissingPrivilegeException.ThrowIfDenied(result, $"look up the route to {peer}");
        if (!result.Succeeded)
        {
            throw new UplinkException($"This host has no route to {peer} ({result.Complaint}). Check the address and 'ip route'.");
        }

        var route = Parse(result.Output);
        if (route.IsLocal)
        {
            throw new UplinkException($"{peer} is an address of this host itself, so no interface carries the traffic to it. Give the other host's address.");
        }

        return route;
    }

    private static Route Parse(string json)
    {
        try
        {
            return RouteParser.Parse(json);
        }
        catch (FormatException e)
        {
            throw new UplinkException(e.Message + " Is iproute2 installed, version 5 or later?", e);
        }
    }

    private InterfaceName PortOrItself(InterfaceName device, IPAddress peer)
    {
        if (!files.IsBridge(device))
        {
            return device;
        }

        var candidates = files.PortsOf(device).Where(p => !files.IsTap(p)).ToList();
        return candidates.Count == 1
            ? new InterfaceName(candidates[0])
            : throw new UplinkException(
                $"The route to {peer} goes through the bridge {device}, which has "
                + (candidates.Count == 0 ? "no port but VMs' taps" : $"several ports that could be its uplink ({string.Join(", ", candidates)})")
                + $". Name the one that leads to the other hosts in the setting '{settingName}'.");
    }
}
