using MigrationActors.Core;

namespace MigrationActors.Testbed.Traffic;

/// <summary>Application traffic between a host and the external peer.</summary>
/// <param name="Host">The host at this end: src, dst or nfs.</param>
/// <param name="Direction">As seen from the host.</param>
/// <param name="Port">TCP port at the external peer; one flow each.</param>
/// <param name="Connections">Parallel TCP connections, 1 to 64.</param>
/// <param name="Rate">All connections together; null: as much as the link gives.</param>
public sealed record TrafficFlow(string Host, TrafficDirection Direction, int Port, int Connections = 4, Mbps? Rate = null);
