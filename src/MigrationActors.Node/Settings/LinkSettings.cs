namespace MigrationActors.Node.Settings;

/// <summary>The uplink that migrations and applications share.</summary>
public sealed record LinkSettings
{
    /// <summary>Its capacity each way, Mbit/s. A setting, because what a driver reports can be wrong (a veth says 10000).</summary>
    public double Mbps { get; init; }

    /// <summary>What the cluster's own traffic keeps while rules are up; where it is 0: 1 % of the link, at least 1 Mbit/s.</summary>
    public double ControlMbps { get; init; }

    /// <summary>The interface to shape. Empty: the one that carries the route to the first seed on another host.</summary>
    public string Uplink { get; init; } = "";
}
