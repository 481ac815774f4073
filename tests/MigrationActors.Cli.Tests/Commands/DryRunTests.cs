using System.Text.Json;
using MigrationActors.Cli.Tests.Fakes;
using MigrationActors.Protocol.Api;

namespace MigrationActors.Cli.Tests.Commands;

/// <summary>--dry-run: the plan is asked for and nothing else.</summary>
public sealed class DryRunTests : IAsyncLifetime
{
    private ScriptedCoordinator _coordinator = null!;

    public async Task InitializeAsync() => _coordinator = await ScriptedCoordinator.StartAsync();

    public async Task DisposeAsync() => await _coordinator.DisposeAsync();

    [Theory]
    [InlineData("POST /v1/plans/migration", """{"vm":"web-1","destination":"dst","urgency":"medium","technique":"auto"}""", "migrate", "web-1", "--to", "dst")]
    [InlineData("POST /v1/plans/gang", """{"members":[{"vm":"web-1"}],"destination":"dst"}""", "gang", "web-1", "--to", "dst")]
    [InlineData("POST /v1/plans/drain", """{"host":"src","urgency":"medium","technique":"auto","strategy":"auto"}""", "drain", "src")]
    public async Task Only_a_plan_is_asked_for(string request, string body, params string[] arguments)
    {
        _coordinator.On(request, GangViews.Plan(GangViews.Planned("web-1")));

        var run = await RunAsync([.. arguments, "--dry-run"]);

        run.ShouldSatisfyAllConditions(r => r.ExitCode.ShouldBe(0), r => r.Error.ShouldBeEmpty());
        _coordinator.Requests.ShouldBe([$"{request} {body}"]);
        _coordinator.Keys.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_plan_is_a_table_with_its_reasons_within_80_columns()
    {
        _coordinator.On(
            "POST /v1/plans/gang",
            GangViews.Plan(GangViews.Planned("web-1"), GangViews.Planned("db-1", order: 2, reserved: null, margin: -4.5, waits: "Follows 'web-1' on the same links.")) with
            {
                Stay = [new StayView("big-1", "no host has 8192 MiB free")],
                Notes = ["Under way already, and when it ends nobody knows: 'm-7'."],
            });

        var run = await RunAsync("gang", "web-1", "db-1", "--to", "dst", "--dry-run");

        run.Out.Split('\n').ShouldAllBe(line => line.Length <= 80);
        foreach (var text in new[]
        {
            "2 VMs in 12.3 s: total time 12.3 s, downtime 45 ms. Nothing was touched.", "serial", "post-copy", "≤90", "-4.5", "Follows 'web-1'",
            "Source 'src' is outbound", "up to 120 Mbit/s until", "negative: it is", "Forecast: linear", "nobody knows: 'm-7'.", "big-1: no host has 8192 MiB free",
        })
        {
            run.Out.ShouldContain(text);
        }
    }

    [Fact]
    public async Task A_long_plan_tells_what_its_members_have_in_common()
    {
        var members = Enumerable.Range(0, 250).Select(i => GangViews.Planned($"vm-{i:000}", i, waits: $"Follows vm-{i - 1}.")).ToArray();
        _coordinator.On("POST /v1/plans/drain", GangViews.Plan(members));

        var run = await RunAsync("drain", "src", "--dry-run");

        run.Out.ShouldContain("vm-000, vm-001, vm-002 and 247 more: Medium, and the path is");
        run.Out.ShouldContain("… and 244 more");
        run.Out.Split('\n').Length.ShouldBeLessThan(250 + 40);
    }

    [Fact]
    public async Task Nothing_to_move_is_said()
    {
        _coordinator.On("POST /v1/plans/drain", GangViews.Plan());

        (await RunAsync("drain", "src", "--dry-run")).Out.ShouldBe("There is nothing to move.\n");
    }

    [Fact]
    public async Task With_json_it_is_the_coordinators_plan()
    {
        _coordinator.On("POST /v1/plans/migration", GangViews.Plan(GangViews.Planned("web-1")));

        var run = await RunAsync("migrate", "web-1", "--to", "dst", "--dry-run", "--json");

        JsonDocument.Parse(run.Out).RootElement.GetProperty("members")[0].GetProperty("rates").GetArrayLength().ShouldBe(2);
    }

    [Fact]
    public async Task Another_coordinator_may_be_asked_for_a_plan_as_nothing_is_begun()
    {
        await using var silent = await ScriptedCoordinator.StartAsync();
        silent.OnHangUp("POST /v1/plans/migration");
        _coordinator.On("POST /v1/plans/migration", GangViews.Plan(GangViews.Planned("web-1")));

        var run = await CliRun.Of("migrate", "web-1", "--to", "dst", "--dry-run", "--coordinator", $"{silent.Url},{_coordinator.Url}");

        run.ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task A_deadline_goes_with_a_migration_too()
    {
        _coordinator.On("POST /v1/migrations", Views.Migration("queued") with { Waits = "dst has 20 Mbit/s left; about 3 s." });

        var run = await RunAsync("migrate", "web-1", "--to", "dst", "--deadline", "2101-01-01T00:00:00Z");

        run.Out.ShouldStartWith("web-1 moves from src to dst: migration m-1a2b3c4d is waiting: dst has 20 Mbit/s left; about 3 s. 'migctl");
        _coordinator.Requests.Single().ShouldEndWith(""","deadline":"2101-01-01T00:00:00Z"}""");
    }

    private Task<CliRun> RunAsync(params string[] arguments) => CliRun.Of([.. arguments, "--coordinator", _coordinator.Url]);
}
