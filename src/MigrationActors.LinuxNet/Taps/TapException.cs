using MigrationActors.LinuxNet.Failures;

namespace MigrationActors.LinuxNet.Taps;

/// <summary>A VM's tap could not be made or removed.</summary>
public sealed class TapException(string message) : LinuxNetException(message);
