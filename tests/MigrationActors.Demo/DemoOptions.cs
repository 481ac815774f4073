using MigrationActors.Core;
using MigrationActors.Testbed.Network;

namespace MigrationActors.Demo;

/// <param name="Output">The folder of the report and the chart.</param>
/// <param name="FillMiB">Random bytes in the guest's memory: what has to be sent.</param>
public sealed record DemoOptions(TestbedPrefix Prefix, Mbps Link, DirectoryInfo Output, int FillMiB)
{
    /// <summary>The class of the guests: its bounds leave room to show that both ends of them are kept.</summary>
    public const string Workload = "content-delivery";

    /// <summary>TCP connections of the applications on the source: enough to fill any link.</summary>
    public const int Connections = 4;
}
