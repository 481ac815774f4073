using System.Net;
using System.Text.RegularExpressions;
using MigrationActors.Testbed.Namespaces;

namespace MigrationActors.Testbed.Network;

/// <summary>
/// Figure 4 of the thesis on one machine: source, destination, NFS server and an external peer behind one switch. All
/// names, addresses and folders follow from the prefix, so they can be found again after any crash.
/// </summary>
public sealed partial class TestbedLayout
{
    /// <summary>The folder of all testbeds' state. Fixed, so that `down --all` needs to know nothing else.</summary>
    public const string StateRoot = "/run/migration-actors-testbed";

    public const string Source = "src";
    public const string Destination = "dst";
    public const string Nfs = "nfs";
    public const string External = "ext";
    private const string SwitchSuffix = "sw";
    private const int PrefixLength = 24;
    private const int FirstCandidate = 10;
    private const int FirstGuest = 100;

    private static readonly (string Name, int Number)[] HostNumbers = [(Source, 1), (Destination, 2), (External, 3), (Nfs, 4)];

    public TestbedLayout(TestbedPrefix prefix)
    {
        Prefix = prefix;
        StateFolder = Path.Combine(StateRoot, prefix.Value);
        Switch = new NetworkNamespace($"{prefix}-{SwitchSuffix}");
        Hosts = [.. HostNumbers.Select(host => new TestbedHost(
            host.Name, $"{prefix}-{host.Name}", Address(host.Number), Path.Combine(StateFolder, host.Name)))];
    }

    public TestbedPrefix Prefix { get; }

    public string StateFolder { get; }

    public NetworkNamespace Switch { get; }

    public IReadOnlyList<TestbedHost> Hosts { get; }

    public IEnumerable<NetworkNamespace> Namespaces => Hosts.Select(host => new NetworkNamespace(host.Namespace)).Append(Switch);

    /// <exception cref="TestbedException">There is no such host.</exception>
    public TestbedHost Host(string name) =>
        Hosts.FirstOrDefault(host => host.Name == name)
            ?? throw new TestbedException($"The testbed has no host '{name}'. Its hosts are {string.Join(", ", Hosts.Select(host => host.Name))}.");

    /// <summary>The address of a coordinator candidate that shares its host with another node.</summary>
    /// <param name="number">1 to 9.</param>
    public IPAddress CandidateAddress(int number) => Address(FirstCandidate + number);

    /// <param name="number">1 to 99.</param>
    public IPAddress GuestAddress(int number) => Address(FirstGuest + number);

    /// <summary>The address with its prefix length, as `ip address add` takes it.</summary>
    public static string WithLength(IPAddress address) => $"{address}/{PrefixLength}";

    /// <summary>The prefixes of all testbeds on this machine, also of those that are only half there.</summary>
    public static IReadOnlyList<TestbedPrefix> FindAll()
    {
        var folders = Directory.Exists(StateRoot) ? Directory.EnumerateDirectories(StateRoot).Select(path => Path.GetFileName(path)) : [];
        // Others name namespaces too; only a switch of ours beside it makes a namespace ours.
        var switches = NetworkNamespace.List().Select(name => SwitchName().Match(name)).Where(match => match.Success).Select(match => match.Groups[1].Value);
        return [.. folders.Concat(switches).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(TestbedPrefix.Parse)];
    }

    private IPAddress Address(int number) => new([10, 77, (byte)Prefix.Subnet, (byte)number]);

    [GeneratedRegex($"^([a-z][a-z0-9]{{0,7}})-{SwitchSuffix}\\z")]
    private static partial Regex SwitchName();
}
