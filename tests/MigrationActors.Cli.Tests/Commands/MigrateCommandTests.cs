using System.Text.Json;
using MigrationActors.Cli.Tests.Fakes;
using MigrationActors.Protocol.Api;

namespace MigrationActors.Cli.Tests.Commands;

public sealed class MigrateCommandTests : IAsyncLifetime
{
    private const string Ask = "POST /v1/migrations";
    private const string Look = "GET /v1/migrations/m-1a2b3c4d";

    private ScriptedCoordinator _coordinator = null!;

    private string[] Waiting => ["migrate", "web-1", "--to", "dst", "--wait", "--coordinator", _coordinator.Url];

    public async Task InitializeAsync() => _coordinator = await ScriptedCoordinator.StartAsync();

    public async Task DisposeAsync() => await _coordinator.DisposeAsync();

    [Fact]
    public async Task It_asks_for_medium_and_auto_unless_told_otherwise()
    {
        _coordinator.On(Ask, Views.Migration("requested"), 202);

        var run = await CliRun.Of("migrate", "web-1", "--to", "dst", "--coordinator", _coordinator.Url);

        run.ExitCode.ShouldBe(0);
        run.Out.ShouldBe("web-1 moves from src to dst: migration m-1a2b3c4d is accepted. 'migctl status m-1a2b3c4d' shows how it goes.\n");
        _coordinator.Requests.ShouldBe([Ask + """ {"vm":"web-1","destination":"dst","urgency":"medium","technique":"auto"}"""]);
    }

    [Fact]
    public async Task Urgency_and_technique_are_passed_on()
    {
        _coordinator.On(Ask, Views.Migration("requested"), 202);

        await CliRun.Of("migrate", "web-1", "--to", "dst", "--urgency", "HIGH", "--technique=postcopy", "--coordinator", _coordinator.Url);

        _coordinator.Requests.ShouldBe([Ask + """ {"vm":"web-1","destination":"dst","urgency":"high","technique":"postcopy"}"""]);
    }

    [Fact]
    public async Task Waiting_prints_a_line_per_phase_and_at_the_end_the_result()
    {
        _coordinator.On(Ask, Views.Migration("requested"), 202)
            .On(Look, Views.Migration("transferring", 0.3)).On(Look, Views.Migration("transferring", 0.6)).On(Look, Views.Migration("completed", 1));

        var run = await CliRun.Of(Waiting);

        run.ExitCode.ShouldBe(0);
        run.Out.ShouldBe("web-1 runs on dst: moved in 4.45 s, downtime 31 ms, 312.4 MiB sent, pre-copy, 800 Mbit/s reserved.\n");
        run.Error.TrimEnd().Split('\n').ShouldBe(
        [
            "web-1: requested", "web-1: profiled", "web-1: decided", "web-1: destination prepared", "web-1: reserved: 800 Mbit/s at src, dst, nfs",
            "web-1: transferring", "web-1: transferred", "web-1: switched over", "web-1: source retired", "web-1: released", "web-1: completed",
        ]);
    }

    [Theory]
    [InlineData("failed", "web-1 stays on src: migration m-1a2b3c4d failed: no route to dst")]
    [InlineData("cancelled", "web-1 stays on src: migration m-1a2b3c4d was cancelled: no route to dst")]
    [InlineData("lost", "web-1 is lost")]
    public async Task A_migration_that_does_not_complete_is_exit_code_1(string phase, string text)
    {
        _coordinator.On(Ask, Views.Migration("requested"), 202).On(Look, Views.Migration(phase, failure: "no route to dst"));

        (await CliRun.Of(Waiting)).ShouldSatisfyAllConditions(r => r.ExitCode.ShouldBe(1), r => r.Out.ShouldStartWith(text));
    }

    [Fact]
    public async Task Waiting_with_json_prints_the_last_view_alone()
    {
        _coordinator.On(Ask, Views.Migration("requested"), 202).On(Look, Views.Migration("completed", 1));

        var run = await CliRun.Of([.. Waiting, "--json"]);

        JsonDocument.Parse(run.Out).RootElement.GetProperty("phase").GetString().ShouldBe("completed");
        run.Error.ShouldContain("web-1: completed");
    }

    [Fact]
    public async Task On_a_terminal_the_bar_is_live_and_the_result_follows()
    {
        _coordinator.On(Ask, Views.Migration("requested"), 202).On(Look, Views.Migration("transferring", 0.5)).On(Look, Views.Migration("completed", 1));

        var run = await new CliRun.Builder { Terminal = true }.RunAsync(Waiting);

        run.ExitCode.ShouldBe(0);
        run.Error.ShouldContain("█");
        run.Error.ShouldContain("100 %");
        run.Error.ShouldContain("\u001b[");
        run.Out.ShouldStartWith("web-1 runs on dst");
    }

    [Theory]
    [InlineData("--no-color", null)]
    [InlineData(null, "1")]
    public async Task Without_colours_the_bar_has_none(string? option, string? variable)
    {
        _coordinator.On(Ask, Views.Migration("requested"), 202).On(Look, Views.Migration("completed", 1));
        var variables = variable is null ? new Dictionary<string, string>() : new() { ["NO_COLOR"] = variable };

        var run = await new CliRun.Builder { Terminal = true, Variables = variables }.RunAsync(option is null ? Waiting : [.. Waiting, option]);

        run.Error.ShouldContain("█");
        run.Error.ShouldNotMatch("\u001b\\[[0-9;]*3[0-9]m");
    }

    [Fact]
    public async Task A_coordinator_that_is_away_for_a_moment_is_waited_for()
    {
        _coordinator.On(Ask, Views.Migration("requested"), 202)
            .OnHangUp(Look).OnText(Look, "", 502).OnRefusal(Look, RefusalKind.Unavailable, "A new leader is being chosen.", 503)
            .On(Look, Views.Migration("completed", 1));

        var run = await CliRun.Of(Waiting);

        run.ExitCode.ShouldBe(0);
        run.Error.ShouldContain("Trying again for 30 s.", Case.Sensitive);
        run.Error.ShouldContain("The coordinator answers again.");
        run.Error.Split("Trying again").Length.ShouldBe(2);
    }

    [Fact]
    public async Task A_coordinator_that_stays_away_is_given_up_and_the_migration_is_not()
    {
        _coordinator.On(Ask, Views.Migration("requested"), 202).OnHangUp(Look);

        var run = await new CliRun.Builder { Timings = CliRun.Quick with { Patience = TimeSpan.Zero } }.RunAsync(Waiting);

        run.ExitCode.ShouldBe(4);
        run.Out.ShouldBeEmpty();
        run.Error.ShouldContain("Migration m-1a2b3c4d goes on without migctl");
    }

    [Fact]
    public async Task Interrupting_the_wait_says_that_the_migration_goes_on()
    {
        using var interrupt = new CancellationTokenSource();
        _coordinator.On(Ask, Views.Migration("requested"), 202).OnRun(Look, _ => interrupt.CancelAsync());

        var run = await new CliRun.Builder { Cancellation = interrupt.Token }.RunAsync(Waiting);

        run.ExitCode.ShouldBe(130);
        run.Error.ShouldContain("Migration m-1a2b3c4d goes on");
        run.Error.ShouldContain("migctl status m-1a2b3c4d");
        run.Error.ShouldContain("migctl cancel m-1a2b3c4d");
    }

    [Fact]
    public async Task Interrupting_the_request_says_that_it_may_have_been_taken()
    {
        using var interrupt = new CancellationTokenSource();
        _coordinator.OnRun(Ask, async context =>
        {
            await interrupt.CancelAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        });

        var run = await new CliRun.Builder { Cancellation = interrupt.Token }.RunAsync(Waiting);

        run.ExitCode.ShouldBe(130);
        run.Error.ShouldContain("web-1 may be moving all the same");
    }

    [Theory]
    [InlineData("-x")]
    [InlineData("a;b")]
    [InlineData("$(id)")]
    [InlineData("a b")]
    [InlineData("")]
    public async Task A_wrong_name_is_not_sent(string name)
    {
        var asVm = await CliRun.Of("migrate", name, "--to", "dst", "--coordinator", _coordinator.Url);
        var asHost = await CliRun.Of("migrate", "web-1", "--to", name, "--coordinator", _coordinator.Url);

        foreach (var run in new[] { asVm, asHost })
        {
            run.ExitCode.ShouldBe(2);
            run.Error.Trim().Split('\n').Length.ShouldBe(1);
        }

        _coordinator.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_wrong_choice_lists_the_right_ones() => (await CliRun.Of("migrate", "web-1", "--to", "dst", "--urgency", "asap")).ShouldSatisfyAllConditions(
        r => r.ExitCode.ShouldBe(2),
        r => r.Error.ShouldBe("migctl: --urgency cannot be 'asap': choose high, medium or low.\n"));
}
