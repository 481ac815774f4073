using MigrationActors.LinuxNet.Names;

namespace MigrationActors.LinuxNet.Tc.Planning;

/// <summary>What arrives can only be shaped where it leaves again: it is sent through an IFB device that carries the tree.</summary>
internal static class RedirectSteps
{
    public static IReadOnlyList<TcStep> Add(InterfaceName device, InterfaceName ifb) =>
    [
        new($"qdisc add dev {device} ingress", [Remove(device)]),
        new($"filter add dev {device} parent ffff: protocol all prio 1 u32 match u32 0 0 action mirred egress redirect dev {ifb}", []),
    ];

    public static string Remove(InterfaceName device) => $"qdisc del dev {device} ingress";
}
