using MigrationActors.LinuxNet.Host;

namespace MigrationActors.LinuxNet.Tests.Support;

/// <summary>A folder that looks like /proc/net/dev and /sys/class/net.</summary>
public sealed class FakeSys : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("manet-test-").FullName;

    public NetworkFiles Files => new(Path.Combine(_root, "dev"), Path.Combine(_root, "net"));

    public FakeSys Interface(string name, int index, bool tap = false, params string[] bridgePorts)
    {
        var folder = Path.Combine(_root, "net", name);
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "ifindex"), $"{index}\n");
        if (tap)
        {
            File.WriteAllText(Path.Combine(folder, "tun_flags"), "0x1002\n");
        }

        foreach (var port in bridgePorts)
        {
            Directory.CreateDirectory(Path.Combine(folder, "brif", port));
        }

        return this;
    }

    public FakeSys Bridge(string name, int index, params string[] ports)
    {
        Interface(name, index, tap: false, ports);
        Directory.CreateDirectory(Path.Combine(_root, "net", name, "bridge"));
        return this;
    }

    public FakeSys Remove(string name)
    {
        Directory.Delete(Path.Combine(_root, "net", name), recursive: true);
        return this;
    }

    public FakeSys Counters(params (string Name, long Rx, long Tx)[] lines)
    {
        var text = "Inter-|   Receive                                                |  Transmit\n"
            + " face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed\n"
            + string.Concat(lines.Select(l => $"{l.Name,6}: {l.Rx} 9 0 0 0 0 0 0 {l.Tx} 9 0 0 0 0 0 0\n"));
        File.WriteAllText(Path.Combine(_root, "dev"), text);
        return this;
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
