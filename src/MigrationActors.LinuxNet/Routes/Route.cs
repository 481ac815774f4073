using System.Net;

namespace MigrationActors.LinuxNet.Routes;

/// <summary>How the kernel would send a packet to one address.</summary>
/// <param name="Device">The interface it would leave by, unchecked.</param>
/// <param name="Source">The source address it would carry.</param>
/// <param name="IsLocal">The address is this host's own.</param>
public sealed record Route(string Device, IPAddress Source, bool IsLocal);
