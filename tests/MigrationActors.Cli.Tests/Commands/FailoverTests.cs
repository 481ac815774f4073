using MigrationActors.Cli.Tests.Fakes;
using MigrationActors.Protocol.Api;

namespace MigrationActors.Cli.Tests.Commands;

/// <summary>Coordinators that go away and come back: nothing is asked for twice, and nobody has to ask again.</summary>
public sealed class FailoverTests : IAsyncLifetime
{
    private const string Ask = "POST /v1/migrations";

    private ScriptedCoordinator _coordinator = null!;
    private ScriptedCoordinator _other = null!;

    public async Task InitializeAsync() => (_coordinator, _other) = (await ScriptedCoordinator.StartAsync(), await ScriptedCoordinator.StartAsync());

    public async Task DisposeAsync()
    {
        await _coordinator.DisposeAsync();
        await _other.DisposeAsync();
    }

    [Fact]
    public async Task A_request_is_made_again_with_the_same_key_until_it_is_answered()
    {
        _coordinator.OnHangUp(Ask).OnRefusal(Ask, RefusalKind.Unavailable, "The coordinator just hands over.", 503)
            .On(Ask, Views.Migration("requested"));

        var run = await CliRun.Of("migrate", "web-1", "--to", "dst", "--coordinator", _coordinator.Url);

        run.ExitCode.ShouldBe(0);
        run.Out.ShouldContain("migration m-1a2b3c4d is accepted");
        run.Error.ShouldContain("Trying again for 30 s.");
        _coordinator.Keys.Count.ShouldBe(3);
        IdempotencyKey.IsValid(_coordinator.Keys.Distinct().ShouldHaveSingleItem()).ShouldBeTrue();
    }

    [Fact]
    public async Task Each_run_has_a_key_of_its_own()
    {
        _coordinator.On(Ask, Views.Migration("requested"));

        await CliRun.Of("migrate", "web-1", "--to", "dst", "--coordinator", _coordinator.Url);
        await CliRun.Of("migrate", "web-1", "--to", "dst", "--coordinator", _coordinator.Url);

        _coordinator.Keys.Distinct().Count().ShouldBe(2);
    }

    [Fact]
    public async Task The_users_key_is_passed_on()
    {
        _coordinator.On(Ask, Views.Migration("requested"));

        await CliRun.Of("migrate", "web-1", "--to", "dst", "--key", "deploy-17:web", "--coordinator", _coordinator.Url);

        _coordinator.Keys.ShouldBe(["deploy-17:web"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a\nb")]
    public async Task What_is_no_key_is_not_sent(string key)
    {
        var run = await CliRun.Of("migrate", "web-1", "--to", "dst", "--key", key, "--coordinator", _coordinator.Url);

        run.ExitCode.ShouldBe(2);
        run.Error.ShouldContain("1 to 64 letters");
        _coordinator.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Giving_up_names_the_key_to_ask_again_with()
    {
        _coordinator.OnHangUp(Ask);

        var run = await new CliRun.Builder { Timings = CliRun.Quick with { Patience = TimeSpan.Zero } }
            .RunAsync("migrate", "web-1", "--to", "dst", "--key", "deploy-17", "--coordinator", _coordinator.Url);

        run.ExitCode.ShouldBe(4);
        run.Error.ShouldContain("web-1 may be moving all the same");
        run.Error.ShouldContain("'--key deploy-17' asks for the same again");
    }

    [Fact]
    public async Task The_next_coordinator_is_asked_when_one_is_gone()
    {
        _other.On("GET /v1/hosts", new HostList([]));

        var run = await CliRun.Of("hosts", "--coordinator", $"{CliRun.DeadUrl()},{_other.Url}");

        run.ExitCode.ShouldBe(0);
        run.Error.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_next_coordinator_is_asked_when_one_cannot_answer_now()
    {
        _coordinator.OnRefusal(Ask, RefusalKind.Unavailable, "No coordinator answered.", 503);
        _other.On(Ask, Views.Migration("requested"));

        var run = await CliRun.Of("migrate", "web-1", "--to", "dst", "--coordinator", $"{_coordinator.Url},{_other.Url}");

        run.ExitCode.ShouldBe(0);
        _other.Keys.ShouldBe(_coordinator.Keys);
    }

    [Fact]
    public async Task A_refusal_is_every_coordinators_refusal()
    {
        _coordinator.OnRefusal(Ask, RefusalKind.Conflict, "'web-1' is already migrating.", 409);

        var run = await CliRun.Of("migrate", "web-1", "--to", "dst", "--coordinator", $"{_coordinator.Url},{_other.Url}");

        run.ExitCode.ShouldBe(3);
        _other.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_may_have_been_taken_and_has_no_key_is_not_asked_of_another()
    {
        _coordinator.OnHangUp("POST /v1/hosts/src/vms");

        var run = await new CliRun.Builder { Input = "{}" }.RunAsync("start", "-", "--host", "src", "--coordinator", $"{_coordinator.Url},{_other.Url}");

        run.ExitCode.ShouldBe(4);
        run.Error.ShouldContain("It may have taken the request all the same");
        _other.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task When_none_answers_the_best_reason_is_given()
    {
        _coordinator.OnRefusal("GET /v1/hosts", RefusalKind.Unavailable, "The database is away.", 503);

        var run = await CliRun.Of("hosts", "--coordinator", $"{_coordinator.Url},{CliRun.DeadUrl()}");

        run.ExitCode.ShouldBe(4);
        run.Error.ShouldBe("migctl: None of the 2 coordinators took the request. The database is away.\n");
    }
}
