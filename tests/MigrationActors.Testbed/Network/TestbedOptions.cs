using MigrationActors.Core;

namespace MigrationActors.Testbed.Network;

/// <summary>What a person chooses about a testbed.</summary>
/// <param name="LinkRate">The capacity of each host's link, in each direction.</param>
public sealed record TestbedOptions(TestbedPrefix Prefix, Mbps LinkRate)
{
    /// <summary>QEMU's emulation carries this without the CPU being the limit, so what is measured is the network.</summary>
    public static readonly Mbps DefaultLinkRate = new(200);
}
