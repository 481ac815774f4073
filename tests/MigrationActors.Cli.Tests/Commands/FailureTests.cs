using MigrationActors.Cli.Tests.Fakes;
using MigrationActors.Protocol.Api;

namespace MigrationActors.Cli.Tests.Commands;

/// <summary>What goes wrong becomes one sentence on standard error and the exit code that is promised.</summary>
public sealed class FailureTests : IAsyncLifetime
{
    private ScriptedCoordinator _coordinator = null!;

    public async Task InitializeAsync() => _coordinator = await ScriptedCoordinator.StartAsync();

    public async Task DisposeAsync() => await _coordinator.DisposeAsync();

    [Theory]
    [InlineData(RefusalKind.Invalid, 400, 2)]
    [InlineData(RefusalKind.NotFound, 404, 3)]
    [InlineData(RefusalKind.Conflict, 409, 3)]
    [InlineData(RefusalKind.Unavailable, 503, 4)]
    public async Task A_refusal_is_shown_as_it_is_and_its_kind_is_the_exit_code(RefusalKind kind, int status, int code)
    {
        _coordinator.OnRefusal("POST /v1/migrations", kind, "There is no VM 'web-9': 'migctl vms' lists those that run.", status);

        var run = await new CliRun.Builder { Timings = CliRun.Quick with { Patience = TimeSpan.Zero } }
            .RunAsync("migrate", "web-9", "--to", "dst", "--json", "--coordinator", _coordinator.Url);

        ShouldFail(run, code, "migctl: There is no VM 'web-9': 'migctl vms' lists those that run.");
    }

    [Fact]
    public async Task An_unreachable_coordinator_is_named_with_what_to_check()
    {
        var url = CliRun.DeadUrl();

        var run = await CliRun.Of("hosts", "--coordinator", url);

        ShouldFail(run, 4, url);
        run.Error.ShouldContain("is migrationd running there");
    }

    [Fact]
    public async Task A_host_without_an_address_is_named() => ShouldFail(
        await CliRun.Of("hosts", "--coordinator", "http://no-such-host.invalid:4080"), 4, "no-such-host.invalid");

    [Fact]
    public async Task The_address_may_come_from_the_environment()
    {
        _coordinator.On("GET /v1/hosts", new HostList([]));

        var run = await new CliRun.Builder { Variables = { ["MIGCTL_COORDINATOR"] = _coordinator.Url + "/" } }.RunAsync("hosts");

        run.ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task A_coordinator_that_does_not_answer_in_time_is_said_to_be_silent()
    {
        _coordinator.OnSilence("GET /v1/hosts");

        var run = await SilentAsync("hosts");

        ShouldFail(run, 4, "did not answer within 0.2 s");
        run.Error.ShouldNotContain("may have taken");
    }

    [Fact]
    public async Task An_unanswered_request_to_change_something_may_have_been_taken()
    {
        _coordinator.OnSilence("POST /v1/migrations/m-1/cancel");

        ShouldFail(await SilentAsync("cancel", "m-1"), 4, "may have taken the request all the same");
    }

    [Theory]
    [InlineData("<html>hello</html>")]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"hosts":null}""")]
    [InlineData("""{"hosts":[{"name":"src"}]}""")]
    public async Task What_does_not_talk_like_a_coordinator_is_doubted(string body)
    {
        _coordinator.OnText("GET /v1/hosts", body);

        ShouldFail(await RunAsync("hosts"), 4, "is this really a coordinator's API");
    }

    [Theory]
    [InlineData(404)]
    [InlineData(302)]
    public async Task An_answer_without_a_reason_is_doubted_too(int status)
    {
        _coordinator.OnText("GET /v1/hosts", "<html>", status);

        ShouldFail(await RunAsync("hosts"), 4, $"answered {status} without a reason");
    }

    [Fact]
    public async Task A_coordinator_with_a_fault_points_to_its_log()
    {
        _coordinator.OnText("GET /v1/hosts", "", 500);

        ShouldFail(await RunAsync("hosts"), 4, "look into its log");
    }

    [Theory]
    [InlineData("'bogus' is no command", "bogus")]
    [InlineData("'@file' is no command", "@file")]
    [InlineData("Name a command: hosts, vms,")]
    [InlineData("needs VM and --to HOST", "migrate")]
    [InlineData("needs ID", "cancel")]
    [InlineData("needs --host HOST", "start", "vm.json")]
    [InlineData("cannot take '--bogus'", "hosts", "--bogus")]
    [InlineData("is not a URL", "hosts", "--coordinator", "foo")]
    [InlineData("cannot be a migration's name", "status", "-x")]
    [InlineData("migration's name is empty", "status", "")]
    [InlineData("--role cannot be 'chef'", "doctor", "--role", "chef")]
    public async Task Wrong_usage_is_said_in_a_line(string text, params string[] arguments) => ShouldFail(await CliRun.Of(arguments), 2, text);

    [Fact]
    public async Task Cancel_says_where_to_look()
    {
        _coordinator.On("POST /v1/migrations/m-1/cancel", Views.Migration("aborting"), 202);

        var run = await RunAsync("cancel", "m-1");

        run.ExitCode.ShouldBe(0);
        run.Out.ShouldContain("is being cancelled (aborting): 'migctl status m-1a2b3c4d'");
    }

    [Fact]
    public async Task Start_sends_the_definition_as_it_was_given()
    {
        _coordinator.On("POST /v1/hosts/src/vms", new VmStartedView("web-1", "src"));

        var run = await new CliRun.Builder { Input = """{ "name" : "web-1" }""" }.RunAsync("start", "-", "--host", "src", "--coordinator", _coordinator.Url);

        run.Out.ShouldBe("web-1 runs on src.\n");
        _coordinator.Requests.ShouldBe(["""POST /v1/hosts/src/vms { "name" : "web-1" }"""]);
    }

    [Fact]
    public async Task A_definition_that_is_no_JSON_is_not_sent()
    {
        ShouldFail(
            await new CliRun.Builder { Input = "name: web-1" }.RunAsync("start", "-", "--host", "src", "--coordinator", _coordinator.Url), 2, "is not JSON");
        _coordinator.Requests.ShouldBeEmpty();
    }

    private Task<CliRun> RunAsync(params string[] arguments) => CliRun.Of([.. arguments, "--coordinator", _coordinator.Url]);

    private Task<CliRun> SilentAsync(params string[] arguments) =>
        new CliRun.Builder { Timings = CliRun.Quick with { Request = TimeSpan.FromMilliseconds(200) } }
            .RunAsync([.. arguments, "--coordinator", _coordinator.Url]);

    private static void ShouldFail(CliRun run, int code, string text)
    {
        run.ExitCode.ShouldBe(code);
        run.Out.ShouldBeEmpty();
        run.Error.ShouldContain(text);
        run.Error.ShouldStartWith("migctl: ");
        run.Error.TrimEnd('\n').ShouldNotContain('\n');
        run.Error.ShouldNotContain("   at ");
    }
}
