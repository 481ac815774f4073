using System.Net;
using MigrationActors.LinuxNet.Names;
using MigrationActors.LinuxNet.Routes;
using MigrationActors.LinuxNet.Tests.Support;

namespace MigrationActors.LinuxNet.Tests.Routes;

public sealed class UplinkResolverTests : IDisposable
{
    private static readonly IPAddress Peer = IPAddress.Parse("10.0.0.2");
    private readonly FakeSys _sys = new();

    public void Dispose() => _sys.Dispose();

    [Fact]
    public async Task A_plain_interface_is_its_own_uplink()
    {
        _sys.Interface("eth0", 2);

        (await Resolver("eth0").ResolveAsync(Peer)).ShouldBe(
            new Uplink(new InterfaceName("eth0"), 2, new InterfaceName("eth0"), IPAddress.Parse("10.0.0.1")));
    }

    [Fact]
    public async Task A_bridge_s_one_port_that_is_no_tap_is_the_uplink()
    {
        _sys.Interface("eth0", 2).Interface("ma01234567-0", 5, tap: true).Bridge("br0", 3, "eth0", "ma01234567-0");

        (await Resolver("br0").ResolveAsync(Peer)).ShouldBe(
            new Uplink(new InterfaceName("eth0"), 2, new InterfaceName("br0"), IPAddress.Parse("10.0.0.1")));
    }

    [Fact]
    public async Task Several_candidates_are_an_error_that_names_the_setting()
    {
        _sys.Interface("eth0", 2).Interface("eth1", 4).Bridge("br0", 3, "eth0", "eth1");

        var e = await Should.ThrowAsync<UplinkException>(() => Resolver("br0").ResolveAsync(Peer));
        e.Message.ShouldContain("eth0, eth1");
        e.Message.ShouldContain("'host.uplink'");
    }

    [Fact]
    public async Task A_bridge_of_taps_only_is_an_error_that_names_the_setting()
    {
        _sys.Interface("tap0", 2, tap: true).Bridge("br0", 3, "tap0");

        (await Should.ThrowAsync<UplinkException>(() => Resolver("br0").ResolveAsync(Peer))).Message.ShouldContain("'host.uplink'");
    }

    [Fact]
    public async Task The_user_s_choice_wins()
    {
        _sys.Interface("eth0", 2).Interface("eth1", 4).Bridge("br0", 3, "eth0", "eth1");

        (await Resolver("br0").ResolveAsync(Peer, new InterfaceName("eth1"))).Index.ShouldBe(4);
    }

    [Fact]
    public async Task The_user_s_choice_must_exist()
    {
        _sys.Interface("eth0", 2);

        var e = await Should.ThrowAsync<UplinkException>(() => Resolver("eth0").ResolveAsync(Peer, new InterfaceName("eth9")));
        e.Message.ShouldBe("There is no interface 'eth9' on this host. Set 'host.uplink' to one of: eth0.");
    }

    [Fact]
    public async Task No_route_is_a_sentence()
    {
        var runner = new FakeRunner((_, _) => FakeRunner.Fails("RTNETLINK answers: Network is unreachable\n"));

        var e = await Should.ThrowAsync<UplinkException>(() => new UplinkResolver(runner, _sys.Files).ResolveAsync(Peer));
        e.Message.ShouldContain("no route to 10.0.0.2 (RTNETLINK answers: Network is unreachable)");
    }

    [Theory]
    [InlineData("""[{"type":"local","dst":"10.0.0.2","dev":"lo","prefsrc":"10.0.0.2","flags":[],"cache":["local"]}]""", "host itself")]
    [InlineData("""[{"dst":"10.0.0.2"}]""", "form that is not known")]
    [InlineData("[]", "form that is not known")]
    [InlineData("nonsense", "form that is not known")]
    [InlineData("""[{"dst":"10.0.0.2","dev":"eth0","prefsrc":"x"}]""", "form that is not known")]
    public async Task Odd_answers_are_sentences(string answer, string expected)
    {
        var runner = new FakeRunner((_, _) => FakeRunner.Ok(answer));

        (await Should.ThrowAsync<UplinkException>(() => new UplinkResolver(runner, _sys.Files).ResolveAsync(Peer))).Message.ShouldContain(expected);
    }

    private UplinkResolver Resolver(string device) => new(
        new FakeRunner((_, _) => FakeRunner.Ok(
            $$"""[{"dst":"10.0.0.2","gateway":"10.0.0.254","dev":"{{device}}","prefsrc":"10.0.0.1","flags":[],"uid":0,"cache":[]}]""")),
        _sys.Files,
        settingName: "host.uplink");
}
