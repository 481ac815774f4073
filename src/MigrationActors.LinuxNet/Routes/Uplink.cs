using System.Net;
using MigrationActors.LinuxNet.Names;

namespace MigrationActors.LinuxNet.Routes;

/// <summary>The physical interface that carries the traffic to a peer.</summary>
/// <param name="Name">The interface to measure and to shape.</param>
/// <param name="Index">Its kernel number.</param>
/// <param name="RouteDevice">The interface the route names: the same one, or the bridge it is a port of.</param>
/// <param name="Source">The address this host uses toward the peer.</param>
public sealed record Uplink(InterfaceName Name, int Index, InterfaceName RouteDevice, IPAddress Source);
