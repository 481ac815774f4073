using System.Net;
using MigrationActors.Testbed.Network;

namespace MigrationActors.Testbed.Cluster;

/// <summary>Where a candidate for the coordinator serves its HTTP API.</summary>
/// <param name="Host">The host that it is on; calls come from there too.</param>
public sealed record CandidateAddress(TestbedHost Host, IPAddress Address);
