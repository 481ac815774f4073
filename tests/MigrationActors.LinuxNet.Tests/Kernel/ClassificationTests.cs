using System.Net;
using MigrationActors.Core;
using MigrationActors.LinuxNet.Names;
using MigrationActors.LinuxNet.Tc.Model;
using MigrationActors.LinuxNet.Tc.Shaping;
using MigrationActors.LinuxNet.Tests.Support;

namespace MigrationActors.LinuxNet.Tests.Kernel;

/// <summary>Which class real packets end up in.</summary>
public sealed class ClassificationTests : IAsyncLifetime
{
    private const int MigrationPort = 4444;
    private const int ControlPort = 4053;
    private const int OtherPort = 5201;

    private readonly List<TestNamespace> _spaces = [];

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var space in _spaces)
        {
            await space.DisposeAsync();
        }
    }

    [SkippableTheory]
    [InlineData("10.99.0.1", "10.99.0.2", MigrationPort, "m1")]
    [InlineData("fd99::1", "fd99::2", MigrationPort, "m1")]
    [InlineData("10.99.0.1", "10.99.0.2", ControlPort, "control")]
    [InlineData("fd99::1", "fd99::2", ControlPort, "control")]
    [InlineData("10.99.0.1", "10.99.0.2", OtherPort, "default")]
    [InlineData("fd99::1", "fd99::2", OtherPort, "default")]
    public async Task A_flow_is_in_the_class_that_is_meant_for_it(string source, string destination, int port, string expected)
    {
        var tree = Trees.Of(100, Trees.Reservation("m1", 60, source, destination, MigrationPort));

        (await BusiestClassAsync(tree, destination, port)).ShouldBe(expected);
    }

    [SkippableTheory]
    [InlineData("10.99.0.2", OtherPort, "to 10.99.0.2")]
    [InlineData("fd99::2", OtherPort, "to fd99::2")]
    [InlineData("10.99.0.2", ControlPort, "control")]
    public async Task What_goes_to_a_limited_peer_is_limited_but_for_the_cluster_s_own(string peer, int port, string expected)
    {
        var tree = new ShapingTree(new Mbps(100), new Mbps(2), Trees.Ports, [], [new LimitedPeer(IPAddress.Parse(peer), new Mbps(20))]);

        (await BusiestClassAsync(tree, peer, port)).ShouldBe(expected);
    }

    private async Task<string> BusiestClassAsync(ShapingTree tree, string destination, int port)
    {
        var near = await AddAsync();
        var far = await AddAsync();
        await near.IpAsync($"link add up0 type veth peer name up0 netns {far.Name}");
        foreach (var (space, number) in new[] { (near, 1), (far, 2) })
        {
            await space.IpAsync($"addr add 10.99.0.{number}/24 dev up0");
            // Without duplicate detection the address can be used at once.
            await space.IpAsync($"addr add fd99::{number}/64 dev up0 nodad");
            await space.IpAsync("link set up0 up");
        }

        var shaper = new EgressShaper(near.Runner, near.Files, new InterfaceName("up0"));
        await shaper.ApplyAsync(tree);
        using var server = await Iperf.ListenAsync(far, port);
        await server.SendAsync(near, destination, seconds: 1, streams: 1);
        return (await shaper.ReadAsync())!.Classes.MaxBy(c => c.SentBytes)!.Id;
    }

    private async Task<TestNamespace> AddAsync()
    {
        var space = await TestNamespace.CreateAsync();
        _spaces.Add(space);
        return space;
    }
}
