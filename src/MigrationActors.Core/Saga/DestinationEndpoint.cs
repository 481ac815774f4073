namespace MigrationActors.Core.Saga;

/// <summary>Where the destination's QEMU listens.</summary>
/// <param name="Address">An IP address of the destination host.</param>
/// <param name="Port">A TCP port, 1 to 65535: what the reservation's filters match.</param>
public sealed record DestinationEndpoint(string Address, int Port);
