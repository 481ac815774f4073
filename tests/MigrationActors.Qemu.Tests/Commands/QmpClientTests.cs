using System.Net;
using MigrationActors.Core;
using MigrationActors.Core.Techniques;
using MigrationActors.Qemu.Commands;

namespace MigrationActors.Qemu.Tests.Commands;

public class QmpClientTests
{
    private readonly RecordingQmp _qmp = new();
    private readonly MigrationEndpoint _endpoint = new(IPAddress.Parse("10.77.0.2"), 49152);

    [Fact]
    public async Task Commands_are_written_as_QEMU_reads_them()
    {
        var client = new QmpClient(_qmp);
        await client.SetCapabilitiesAsync(MigrationCapabilities.For(Technique.Hybrid));
        await client.SetParametersAsync(new MigrationParameters(new Mbps(80), new Mbps(40), TimeSpan.FromMilliseconds(300)));
        await client.MigrateIncomingAsync(_endpoint);
        await client.MigrateAsync(_endpoint);
        await client.StartPostcopyAsync();
        await client.CancelMigrationAsync();
        await client.MigratePauseAsync();
        await client.MigrateRecoverAsync(_endpoint);
        await client.MigrateAsync(_endpoint, resume: true);
        await client.StopAsync();
        await client.ContAsync();
        await client.QuitAsync();
        _qmp.Commands.ShouldBe(
        [
            """migrate-set-capabilities {"capabilities":[{"capability":"events","state":true},{"capability":"return-path","state":true},{"capability":"postcopy-ram","state":true},{"capability":"auto-converge","state":false}]}""",
            """migrate-set-parameters {"max-bandwidth":10000000,"max-postcopy-bandwidth":5000000,"downtime-limit":300}""",
            """migrate-incoming {"uri":"tcp:10.77.0.2:49152"}""",
            """migrate {"uri":"tcp:10.77.0.2:49152"}""",
            "migrate-start-postcopy",
            "migrate_cancel",
            "oob:migrate-pause",
            """oob:migrate-recover {"uri":"tcp:10.77.0.2:49152"}""",
            """migrate {"uri":"tcp:10.77.0.2:49152","resume":true}""",
            "stop",
            "cont",
            "quit",
        ]);
    }

    [Theory]
    [InlineData(Technique.PreCopy, false, false)]
    [InlineData(Technique.PreCopy, true, true)]
    [InlineData(Technique.PostCopy, false, true)]
    [InlineData(Technique.Hybrid, false, true)]
    public void Every_technique_has_events_and_the_return_path_and_states_post_copy_either_way(Technique technique, bool allowed, bool postcopy)
    {
        var capabilities = MigrationCapabilities.For(technique, allowed);
        capabilities["events"].ShouldBeTrue();
        capabilities["return-path"].ShouldBeTrue();
        capabilities["postcopy-ram"].ShouldBe(postcopy);
        capabilities["auto-converge"].ShouldBe(technique == Technique.PreCopy);
    }

    [Fact]
    public void Auto_converge_is_held_until_it_is_let_go_and_the_caps_are_left_as_they_are()
    {
        MigrationParameters.ThrottleHeld.ToJson().ToJsonString().ShouldBe("""{"cpu-throttle-initial":1,"cpu-throttle-increment":1,"max-cpu-throttle":1}""");
        MigrationParameters.ThrottleFree.ToJson().ToJsonString().ShouldBe("""{"cpu-throttle-initial":20,"cpu-throttle-increment":10,"max-cpu-throttle":99}""");
    }

    [Fact]
    public void A_cap_of_zero_is_refused_because_QEMU_takes_it_for_unlimited() =>
        Should.Throw<ArgumentException>(() => MigrationParameters.Cap(Mbps.Zero).ToJson()).Message.ShouldContain("unlimited");

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("::")]
    public void A_destination_never_listens_on_every_address(string address) =>
        Should.Throw<ArgumentException>(() => new MigrationEndpoint(IPAddress.Parse(address), 4444)).Message.ShouldContain("every address");

    [Theory]
    [InlineData(-1)]
    [InlineData(65536)]
    public void A_port_out_of_range_is_refused(int port) =>
        Should.Throw<ArgumentException>(() => new MigrationEndpoint(IPAddress.Loopback, port)).Message.ShouldContain("no TCP port");

    [Fact]
    public void An_IPv6_address_is_put_in_brackets() =>
        new MigrationEndpoint(IPAddress.Parse("fd00::2"), 4444).Uri.ShouldBe("tcp:[fd00::2]:4444");

    [Fact]
    public async Task The_status_keeps_the_word_of_QEMU()
    {
        var client = new QmpClient(new RecordingQmp("""{"status": "postmigrate", "running": false}""", """{"status": "new-in-12", "running": true}"""));
        (await client.QueryStatusAsync()).ShouldBe(new VmStatus(RunState.PostMigrate, "postmigrate", false));
        (await client.QueryStatusAsync()).ShouldBe(new VmStatus(RunState.Other, "new-in-12", true));
    }
}
