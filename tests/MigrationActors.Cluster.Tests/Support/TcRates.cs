using System.Globalization;
using System.Text.RegularExpressions;
using MigrationActors.Testbed.Network;

namespace MigrationActors.Cluster.Tests.Support;

/// <summary>Rates as tc prints them.</summary>
public static partial class TcRates
{
    /// <summary>What the classes of reservations (100 and above) on a host's uplink guarantee, in Mbit/s.</summary>
    public static IReadOnlyList<double> Reserved(TrafficControl now, string host) =>
    [
        .. now.Of(host).Where(line => line.StartsWith($"{host} {TestbedHost.Uplink} class htb", StringComparison.Ordinal))
            .Select(line => Reservation().Match(line)).Where(match => match.Success)
            .Select(match => double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) * (match.Groups[2].Value switch { "K" => 0.001, "M" => 1, "G" => 1000, _ => 0.000001 })),
    ];

    [GeneratedRegex(@"class htb 4d41:[1-9a-f][0-9a-f]{2,3} .*? rate ([0-9.]+)([KMG]?)bit")]
    private static partial Regex Reservation();
}
