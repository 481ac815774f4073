using System.Text.Json.Serialization;
using MigrationActors.Protocol.Hosts;

namespace MigrationActors.Actors.Shaping;

/// <summary>A reservation on this host, for as long as its saga renews it.</summary>
/// <param name="ExpiresAt">By this host's own clock.</param>
public sealed record Lease(HostCommand.ReserveBandwidth Order, DateTimeOffset ExpiresAt)
{
    /// <summary>No coordinator leaves a host with a rule for longer.</summary>
    public static readonly TimeSpan LongestLifetime = TimeSpan.FromHours(1);

    [JsonIgnore]
    public string Id => Order.Header.MigrationId;

    /// <exception cref="ArgumentException">The order's lifetime is negative, or longer than <see cref="LongestLifetime"/>.</exception>
    public static Lease Granted(HostCommand.ReserveBandwidth order, DateTimeOffset now) =>
        order.Lifetime >= TimeSpan.Zero && order.Lifetime <= LongestLifetime
            ? new Lease(order, now + order.Lifetime)
            : throw new ArgumentException($"A reservation's lifetime is 0 to {LongestLifetime.TotalMinutes} minutes, not {order.Lifetime}.", nameof(order));

    /// <summary>
    /// The same lease as the clock stands now: it never has more than its lifetime left. Where it seems to, the clock was put back.
    /// </summary>
    public Lease AsOf(DateTimeOffset now) => ExpiresAt - now > Order.Lifetime ? this with { ExpiresAt = now + Order.Lifetime } : this;
}
