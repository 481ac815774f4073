using MigrationActors.Protocol.Hosts;

namespace MigrationActors.Actors.Shaping;

/// <summary>A reservation on this host, for as long as its saga renews it.</summary>
public sealed record Lease(HostCommand.ReserveBandwidth Order, DateTimeOffset ExpiresAt)
{
    public string Id => Order.Header.MigrationId;
}
