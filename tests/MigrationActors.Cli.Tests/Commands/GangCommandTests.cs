using System.Text.Json;
using MigrationActors.Cli.Tests.Fakes;
using MigrationActors.Protocol.Api;

namespace MigrationActors.Cli.Tests.Commands;

/// <summary>gang and drain: what is asked for, how it is followed, and the exit code.</summary>
public sealed class GangCommandTests : IAsyncLifetime
{
    private const string Ask = "POST /v1/gangs";
    private const string Drain = "POST /v1/hosts/src/drain";
    private const string Look = "GET /v1/gangs/g-1a2b3c4d";

    private static readonly GangMemberView[] Both = [GangViews.Member("web-1", "completed", 1), GangViews.Member("db-1", "completed", 1)];

    private ScriptedCoordinator _coordinator = null!;

    public async Task InitializeAsync() => _coordinator = await ScriptedCoordinator.StartAsync();

    public async Task DisposeAsync() => await _coordinator.DisposeAsync();

    [Fact]
    public async Task A_gang_says_only_what_was_said()
    {
        _coordinator.On(Ask, GangViews.Gang(GangViews.Member("web-1", "queued"), GangViews.Member("db-1", "planned")));

        var run = await RunAsync("gang", "web-1", "db-1=h3:HIGH", "--to", "dst", "--key", "k-1");

        run.ShouldSatisfyAllConditions(r => r.ExitCode.ShouldBe(0), r => r.Error.ShouldBeEmpty());
        run.Out.ShouldBe("Gang g-1a2b3c4d moves 2 VMs (2 waiting). 'migctl status g-1a2b3c4d' shows how it goes.\n");
        _coordinator.Requests.ShouldBe([Ask + """ {"members":[{"vm":"web-1"},{"vm":"db-1","destination":"h3","urgency":"high"}],"destination":"dst"}"""]);
        _coordinator.Keys.ShouldBe(["k-1"]);
    }

    [Fact]
    public async Task Options_hold_for_all_members()
    {
        _coordinator.On(Ask, GangViews.Gang(GangViews.Member("web-1", "queued")));

        await RunAsync(
            "gang", "web-1", "--to", "dst", "--urgency", "low", "--technique", "precopy", "--strategy", "Serial", "--deadline", "2101-01-01T00:00:00Z");

        _coordinator.Requests.ShouldBe(
        [
            Ask + """ {"members":[{"vm":"web-1"}],"destination":"dst","urgency":"low","technique":"precopy","deadline":"2101-01-01T00:00:00Z","strategy":"serial"}""",
        ]);
    }

    [Fact]
    public async Task A_file_and_the_command_line_are_one_gang()
    {
        _coordinator.On(Ask, GangViews.Gang(GangViews.Member("web-1", "queued")));
        const string File = "destination: h2\nurgency: low\nmembers:\n  - web-1=h3\n  - { vm: db-1, technique: hybrid }\n";

        await new CliRun.Builder { Input = File }.RunAsync("gang", "cache-1", "--file", "-", "--urgency", "high", "--coordinator", _coordinator.Url);

        _coordinator.Requests.ShouldBe(
        [
            Ask + """ {"members":[{"vm":"web-1","destination":"h3"},{"vm":"db-1","technique":"hybrid"},{"vm":"cache-1"}],"destination":"h2","urgency":"high"}""",
        ]);
    }

    [Fact]
    public async Task Waiting_prints_a_line_for_each_phase_of_a_member_and_one_sentence_at_the_end()
    {
        _coordinator.On(Ask, GangViews.Gang(GangViews.Member("web-1", "queued", waits: "80 Mbit/s are not free."), GangViews.Member("db-1", "planned")))
            .On(Look, GangViews.Gang(GangViews.Member("web-1", "transferring", 0.5), GangViews.Member("db-1", "planned")))
            .On(Look, GangViews.Gang(Both));

        var run = await RunAsync("gang", "web-1", "db-1", "--to", "dst", "--wait");

        run.ExitCode.ShouldBe(0);
        run.Out.ShouldBe("All 2 VMs have arrived: total time 9.00 s, downtime 62 ms, g-1a2b3c4d.\n");
        run.Error.TrimEnd().Split('\n').ShouldBe(["web-1: queued: 80 Mbit/s are not free.", "web-1: transferring", "web-1: completed", "db-1: completed"]);
    }

    [Fact]
    public async Task A_member_that_does_not_arrive_is_named_and_is_exit_code_1()
    {
        _coordinator.On(Ask, GangViews.Gang(GangViews.Member("web-1", "queued")))
            .On(Look, GangViews.Gang(GangViews.Member("web-1", "completed", 1), GangViews.Member("db-1", "failed", failure: "no route to dst")));

        var run = await RunAsync("gang", "web-1", "db-1", "--to", "dst", "--wait");

        run.ExitCode.ShouldBe(1);
        run.Out.ShouldBe("1 of 2 VMs has arrived: db-1 stays on src, failed: no route to dst (total time 9.00 s, downtime 62 ms, g-1a2b3c4d).\n");
    }

    [Fact]
    public async Task On_a_terminal_each_member_has_a_bar_and_the_sentence_follows()
    {
        _coordinator.On(Ask, GangViews.Gang(GangViews.Member("web-1", "transferring", 0.2), GangViews.Member("db-1", "planned")))
            .On(Look, GangViews.Gang(GangViews.Member("web-1", "transferring", 0.7), GangViews.Member("db-1", "transferring", 0.1)))
            .On(Look, GangViews.Gang(Both));

        var run = await new CliRun.Builder { Terminal = true }.RunAsync("gang", "web-1", "db-1", "--to", "dst", "--wait", "--coordinator", _coordinator.Url);

        run.ExitCode.ShouldBe(0);
        foreach (var text in new[] { "█", "web-1 → dst", "db-1  → dst", "70 %", "100 %", "2 arrived" })
        {
            run.Error.ShouldContain(text);
        }

        run.Out.ShouldStartWith("All 2 VMs have arrived");
    }

    [Fact]
    public async Task Waiting_with_json_prints_the_last_view_alone()
    {
        _coordinator.On(Ask, GangViews.Gang(GangViews.Member("web-1", "queued"))).On(Look, GangViews.Gang(Both));

        var run = await RunAsync("gang", "web-1", "db-1", "--to", "dst", "--wait", "--json");

        JsonDocument.Parse(run.Out).RootElement.GetProperty("outcome").GetString().ShouldBe("completed");
    }

    [Fact]
    public async Task Interrupting_the_wait_says_that_the_gang_goes_on()
    {
        using var interrupt = new CancellationTokenSource();
        _coordinator.On(Ask, GangViews.Gang(GangViews.Member("web-1", "queued"))).OnRun(Look, _ => interrupt.CancelAsync());

        var run = await new CliRun.Builder { Cancellation = interrupt.Token }
            .RunAsync("gang", "web-1", "--to", "dst", "--wait", "--coordinator", _coordinator.Url);

        run.ExitCode.ShouldBe(130);
        run.Error.ShouldContain("Gang g-1a2b3c4d goes on without migctl");
    }

    [Fact]
    public async Task A_request_is_made_again_with_the_same_key()
    {
        _coordinator.OnHangUp(Drain).On(Drain, GangViews.Gang([GangViews.Member("web-1", "queued")], [], "src"));

        var run = await RunAsync("drain", "src");

        run.ExitCode.ShouldBe(0);
        _coordinator.Keys.Count.ShouldBe(2);
        _coordinator.Keys.Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_drain_may_name_the_hosts_that_take_the_VMs()
    {
        _coordinator.On(Drain, GangViews.Gang([GangViews.Member("web-1", "queued")], [], "src"));

        var run = await RunAsync("drain", "src", "--to", "h2,h3", "--to", "h4", "--urgency", "high");

        run.Out.ShouldBe("Drain g-1a2b3c4d empties src of 1 VM (1 waiting). 'migctl status g-1a2b3c4d' shows how it goes.\n");
        _coordinator.Requests.ShouldBe([Drain + """ {"to":["h2","h3","h4"],"urgency":"high","technique":"auto","strategy":"auto"}"""]);
    }

    [Fact]
    public async Task A_drain_that_leaves_a_VM_names_it_and_is_exit_code_1()
    {
        var drained = GangViews.Gang(Both, [new StayView("big-1", "no host has 8192 MiB free")], "src");
        _coordinator.On(Drain, drained with { Terminal = false }).On(Look, drained);

        var run = await RunAsync("drain", "src", "--wait");

        run.ExitCode.ShouldBe(1);
        run.Out.ShouldStartWith("2 of 3 VMs have arrived: big-1 stays on src and runs there: no host has 8192 MiB free (");
    }

    [Theory]
    [InlineData(new string[0], "src is empty, 2 VMs moved")]
    [InlineData(new[] { "none" }, "src has no VM to move")]
    public async Task An_empty_host_is_exit_code_0(string[] none, string sentence)
    {
        var drained = GangViews.Gang(none.Length > 0 ? [] : Both, [], "src");
        _coordinator.On(Drain, drained).On(Look, drained);

        (await RunAsync("drain", "src", "--wait")).ShouldSatisfyAllConditions(r => r.ExitCode.ShouldBe(0), r => r.Out.ShouldStartWith(sentence));
    }

    [Theory]
    [InlineData("gang is empty", "gang", "--to", "dst")]
    [InlineData("'web-1' is in the gang twice, as members 1 and 3", "gang", "web-1", "db-1", "web-1=h3", "--to", "dst")]
    [InlineData("'db-1' has no destination", "gang", "web-1=h2", "db-1")]
    [InlineData("cannot be a VM's name: it contains a space", "gang", "we b", "--to", "dst")]
    [InlineData("cannot be a VM's name: it contains a quote", "gang", "we'b", "--to", "dst")]
    [InlineData("cannot be a VM's name: it begins with '-'", "gang", "-x", "--to", "dst")]
    [InlineData("cannot be a host's name", "gang", "web-1=h 2")]
    [InlineData("nothing behind its '='", "gang", "web-1=")]
    [InlineData("nothing behind its ':'", "gang", "web-1:", "--to", "dst")]
    [InlineData("The urgency of 'web-1' cannot be 'asap': choose high, medium or low.", "gang", "web-1=h2:asap")]
    [InlineData("--strategy cannot be 'random': choose auto, serial or parallel.", "gang", "web-1", "--to", "dst", "--strategy", "random")]
    [InlineData("--deadline 'soon' is no time", "gang", "web-1", "--to", "dst", "--deadline", "soon")]
    [InlineData("there is no such file", "gang", "--file", "/nowhere/gang.yaml")]
    [InlineData("is a folder", "gang", "--file", "/")]
    [InlineData("--dry-run begins nothing, so --wait has no meaning", "gang", "web-1", "--to", "dst", "--dry-run", "--wait")]
    [InlineData("--dry-run begins nothing, so --key has no meaning", "drain", "src", "--dry-run", "--key", "k")]
    [InlineData("needs HOST", "drain")]
    [InlineData("'src' is to be drained", "drain", "src", "--to", "dst,src")]
    [InlineData("host's name is empty", "drain", "src", "--to", "dst,")]
    [InlineData("--strategy cannot be ''", "drain", "src", "--strategy", "")]
    [InlineData("'m-1' is no gang", "cancel", "m-1", "web-1")]
    public async Task Bad_input_is_said_in_a_line_and_nothing_is_sent(string text, params string[] arguments)
    {
        var run = await RunAsync(arguments);

        run.ExitCode.ShouldBe(2);
        run.Out.ShouldBeEmpty();
        run.Error.ShouldStartWith("migctl: ");
        run.Error.ShouldContain(text);
        run.Error.TrimEnd('\n').ShouldNotContain('\n');
        _coordinator.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task More_VMs_than_a_gang_takes_are_counted()
    {
        var run = await RunAsync(["gang", "--to", "dst", .. Enumerable.Range(0, 500).Select(i => $"vm-{i}")]);

        run.ExitCode.ShouldBe(2);
        run.Error.ShouldContain("The gang has 500 VMs, and at most 256 go into one");
    }

    private Task<CliRun> RunAsync(params string[] arguments) => CliRun.Of([.. arguments, "--coordinator", _coordinator.Url]);
}
