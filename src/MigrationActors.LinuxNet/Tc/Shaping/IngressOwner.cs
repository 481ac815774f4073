using MigrationActors.LinuxNet.Host;
using MigrationActors.LinuxNet.Names;
using MigrationActors.LinuxNet.Tc.Reading;

namespace MigrationActors.LinuxNet.Tc.Shaping;

/// <summary>Tells whose an ingress qdisc is.</summary>
internal sealed class IngressOwner(TcCommand tc, NetworkFiles files)
{
    /// <summary>
    /// An ingress qdisc has no handle of its choice to tell it by; its filters do. One without any is ours if the interface's
    /// IFB device is there: then the agent died between the two.
    /// </summary>
    public async Task<bool> IsOursAsync(QdiscInfo qdisc, InterfaceName device, CancellationToken cancellation)
    {
        if (qdisc.Kind != "ingress")
        {
            return false;
        }

        var filters = await tc.IngressFiltersAsync(device, cancellation).ConfigureAwait(false);
        return filters.Count == 0
            ? files.IndexOf(device.Value) is { } index && files.Exists(IfbDevice.NameFor(index))
            : filters.All(f => f.RedirectsTo is { } target && IfbDevice.IsOurs(target));
    }

    /// <summary>Whether what arrives is sent through this IFB device, and nowhere else.</summary>
    public async Task<bool> SendsThroughAsync(InterfaceName ifb, InterfaceName device, CancellationToken cancellation)
    {
        var filters = await tc.IngressFiltersAsync(device, cancellation).ConfigureAwait(false);
        return filters.Count > 0 && filters.All(f => f.RedirectsTo == ifb.Value);
    }
}
