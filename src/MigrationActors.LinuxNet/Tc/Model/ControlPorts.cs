namespace MigrationActors.LinuxNet.Tc.Model;

/// <summary>The TCP ports of the cluster's own traffic (remoting, HTTP), matched as source or destination port.</summary>
public sealed record ControlPorts
{
    /// <summary>A port costs four filters that every packet may be compared with.</summary>
    public const int Most = 8;

    /// <param name="ports">1 to 8 different ports.</param>
    /// <exception cref="ArgumentException">None, too many, or a number that is no port.</exception>
    public ControlPorts(params IReadOnlyList<int> ports)
    {
        Ports = [.. ports.Distinct().Order()];
        if (Ports.Count is 0 or > Most)
        {
            throw new ArgumentException($"Give 1 to {Most} ports for the cluster's own traffic, not {Ports.Count}.", nameof(ports));
        }

        foreach (var port in Ports)
        {
            FlowMatch.CheckPort(port, nameof(ports));
        }
    }

    public IReadOnlyList<int> Ports { get; }
}
