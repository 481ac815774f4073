using MigrationActors.LinuxNet.Names;
using MigrationActors.LinuxNet.Tc.Shaping;
using MigrationActors.LinuxNet.Tests.Support;

namespace MigrationActors.LinuxNet.Tests.Kernel;

/// <summary>
/// Two hosts with a wire of 100 Mbit/s between them, which is enforced outside of both. One flow has a reservation of 60;
/// four others saturate the link, and alone would leave it a fifth.
/// </summary>
public sealed class TrafficSplitTests : IAsyncLifetime
{
    private const string SourceAddress = "10.99.0.1";
    private const string DestinationAddress = "10.99.0.2";
    private const int ReservedPort = 5301;
    private const int OtherPort = 5302;
    private const int Seconds = 4;

    private readonly List<TestNamespace> _spaces = [];

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var space in _spaces)
        {
            await space.DisposeAsync();
        }
    }

    [SkippableFact]
    public async Task At_the_source_a_reserved_flow_gets_its_share_of_a_saturated_link()
    {
        var (source, destination) = await SetUpAsync();
        await AssertShareAsync(source, destination, new EgressShaper(source.Runner, source.Files, new InterfaceName("up0")));
    }

    [SkippableFact]
    public async Task At_the_destination_a_reserved_flow_gets_its_share_of_a_saturated_link()
    {
        var (source, destination) = await SetUpAsync();
        await AssertShareAsync(source, destination, new IngressShaper(destination.Runner, destination.Files, new InterfaceName("up0")));
    }

    private static async Task AssertShareAsync(TestNamespace source, TestNamespace destination, ILinkShaper shaper)
    {
        // Below the wire, so that the queue stands where we decide who is next.
        await shaper.ApplyAsync(Trees.Of(90, Trees.Reservation("m1", 60, SourceAddress, DestinationAddress, ReservedPort)));
        using var reserved = await Iperf.ListenAsync(destination, ReservedPort);
        using var other = await Iperf.ListenAsync(destination, OtherPort);

        var rates = await Task.WhenAll(
            reserved.SendAsync(source, DestinationAddress, Seconds, streams: 1),
            other.SendAsync(source, DestinationAddress, Seconds, streams: 4));

        var share = rates[0] / rates.Sum();
        share.ShouldBeGreaterThan(0.5, $"reserved {rates[0] * 8e-6:0} of {rates.Sum() * 8e-6:0} Mbit/s");
        rates[1].ShouldBeGreaterThan(0);
        (await shaper.ReadAsync())!.Find("m1")!.SentBytes.ShouldBeGreaterThan((long)(rates[0] * Seconds * 0.9));
    }

    private async Task<(TestNamespace Source, TestNamespace Destination)> SetUpAsync()
    {
        var wire = await AddAsync();
        var source = await AddAsync();
        var destination = await AddAsync();
        await wire.IpAsync("link add br0 type bridge");
        await wire.IpAsync("link set br0 up");
        await PlugInAsync(wire, "port1", source, SourceAddress);
        await PlugInAsync(wire, "port2", destination, DestinationAddress);
        return (source, destination);
    }

    private async Task<TestNamespace> AddAsync()
    {
        var space = await TestNamespace.CreateAsync();
        _spaces.Add(space);
        return space;
    }

    private static async Task PlugInAsync(TestNamespace wire, string port, TestNamespace host, string address)
    {
        await wire.IpAsync($"link add {port} type veth peer name up0 netns {host.Name}");
        await wire.IpAsync($"link set {port} master br0 up");
        await wire.TcAsync($"qdisc add dev {port} root tbf rate 100mbit burst 128k latency 50ms");
        await host.IpAsync($"addr add {address}/24 dev up0");
        await host.IpAsync("link set up0 up");
    }
}
