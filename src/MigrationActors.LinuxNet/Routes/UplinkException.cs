using MigrationActors.LinuxNet.Failures;

namespace MigrationActors.LinuxNet.Routes;

/// <summary>There is no way to a peer, or no telling which interface carries it.</summary>
public sealed class UplinkException(string message, Exception? inner = null) : LinuxNetException(message, inner);
