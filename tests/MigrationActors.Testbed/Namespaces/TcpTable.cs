using System.Globalization;

namespace MigrationActors.Testbed.Namespaces;

/// <summary>
/// The TCP sockets of a process's network namespace, from /proc/PID/net/tcp and tcp6 (see proc(5)): tells that a server
/// listens without connecting to it, because servers that take one client at a time would count that as their client.
/// </summary>
public static class TcpTable
{
    private const string Established = "01";
    private const string Listen = "0A";

    public static bool Listens(int pid, int port) =>
        Rows(pid).Any(row => row.State == Listen && row.LocalPort == port);

    /// <summary>How many connections to this port of a peer are established.</summary>
    public static int ConnectionsTo(int pid, int peerPort) =>
        Rows(pid).Count(row => row.State == Established && row.PeerPort == peerPort);

    private static List<Row> Rows(int pid)
    {
        try
        {
            return [.. new[] { "tcp", "tcp6" }.SelectMany(table => File.ReadLines($"/proc/{pid}/net/{table}").Skip(1)).Select(Parse)];
        }
        catch (IOException)
        {
            // The process has ended; whoever waits for it sees that.
            return [];
        }
    }

    private static Row Parse(string line)
    {
        var fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return new Row(Port(fields[1]), Port(fields[2]), fields[3]);
    }

    private static int Port(string address) =>
        int.Parse(address.AsSpan(address.LastIndexOf(':') + 1), NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    private sealed record Row(int LocalPort, int PeerPort, string State);
}
