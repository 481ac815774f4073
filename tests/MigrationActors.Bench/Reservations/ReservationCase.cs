using System.Globalization;
using MigrationActors.Actors.Shaping;
using MigrationActors.Core;
using MigrationActors.LinuxNet.Tc.Model;
using MigrationActors.Protocol.Hosts;

namespace MigrationActors.Bench.Reservations;

/// <summary>A host with reservations.</summary>
/// <param name="Side">Its part in all of them.</param>
/// <param name="Reservations">How many at a time.</param>
public sealed record ReservationCase(ShapingSide Side, int Reservations)
{
    private const int RemotingPort = 4053;
    private const int HttpPort = 4080;
    private const int FirstMigrationPort = 49152;
    private static readonly Mbps Link = new(1000);
    private static readonly Mbps Reserved = new(500);

    public static IReadOnlyList<ReservationCase> All { get; } =
    [
        new(ShapingSide.Source, 1),
        new(ShapingSide.Destination, 1),
        new(ShapingSide.Storage, 1),
        new(ShapingSide.Source, 10),
    ];

    public string Name => $"{Side.ToString().ToLowerInvariant()}, {Reservations} {(Reservations == 1 ? "reservation" : "reservations")}";

    /// <summary>The rules as the product makes them from the same orders.</summary>
    public LinkTrees Trees() => LinkTrees.For(
        [.. Enumerable.Range(1, Reservations).Select(LeaseOf)],
        new LinkCapacity(Link, LinkCapacity.DefaultControl(Link), new ControlPorts(RemotingPort, HttpPort)));

    private Lease LeaseOf(int number)
    {
        var text = number.ToString(CultureInfo.InvariantCulture);
        var order = new HostCommand.ReserveBandwidth(
            new CommandHeader($"m-{text}", Epoch: 1),
            Side,
            Reserved * (1.0 / Reservations),
            $"10.77.0.{text}",
            $"10.77.1.{text}",
            FirstMigrationPort + number,
            TimeSpan.FromSeconds(15));
        return new Lease(order, DateTimeOffset.MaxValue);
    }
}
