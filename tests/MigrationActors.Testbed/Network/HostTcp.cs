namespace MigrationActors.Testbed.Network;

/// <summary>TCP on the hosts, in words of sysctl: as on a Debian host that is set up as our deployment notes say, whatever this machine has.</summary>
internal static class HostTcp
{
    public static IReadOnlyList<(string Setting, string Value)> Settings { get; } =
    [
        // An application's ephemeral port in the migrations' range would be counted as a migration.
        ("ip_local_reserved_ports", $"{MigrationPorts.First}-{MigrationPorts.Last}"),

        // BBR, which this machine may have, sends into a full queue regardless of loss: each packet of others is then lost as likely as not.
        // Debian's cubic behaves like reno where round trips are this short, and a namespace may always have reno.
        ("tcp_congestion_control", "reno"),

        // A lost heartbeat is sent again every 0.2 s, not after 0.2, 0.4, 0.8, 1.6, 3.2 s, while a link is saturated.
        ("tcp_thin_linear_timeouts", "1"),
    ];
}
