using MigrationActors.Cli.Tests.Fakes;
using MigrationActors.Protocol.Api;

namespace MigrationActors.Cli.Tests.Commands;

/// <summary>gangs, status and cancel of a gang.</summary>
public sealed class GangViewCommandTests : IAsyncLifetime
{
    private ScriptedCoordinator _coordinator = null!;

    public async Task InitializeAsync() => _coordinator = await ScriptedCoordinator.StartAsync();

    public async Task DisposeAsync() => await _coordinator.DisposeAsync();

    [Fact]
    public async Task The_list_of_gangs_has_a_line_each()
    {
        _coordinator.On("GET /v1/gangs", new GangList(
        [
            new GangSummary("g-00000001", "drain", 12, 7, 1, 4, "running", Views.Start, null),
            new GangSummary("g-00000000", "gang", 2, 2, 0, 0, "completed", Views.Start, Views.Start.AddSeconds(9)),
        ], Older: 1));

        var run = await RunAsync("gangs");

        ShouldFit(run.Out);
        run.Out.ShouldContain("g-00000001");
        run.Out.ShouldContain("9.00 s");
        run.Out.ShouldEndWith("… and 1 older one\n");
    }

    [Fact]
    public async Task Without_gangs_it_says_how_to_begin_one()
    {
        _coordinator.On("GET /v1/gangs", new GangList([]));

        (await RunAsync("gangs")).Out.ShouldContain("'migctl drain HOST'");
    }

    [Fact]
    public async Task A_gangs_story_has_each_member_and_what_went_wrong()
    {
        _coordinator.On("GET /v1/gangs/g-1a2b3c4d", GangViews.Gang(
            [GangViews.Member("web-1", "completed", 1), GangViews.Member("db-1", "failed", failure: "The disk is full."), GangViews.Member("old-1", "skipped", failure: "It was stopped.")],
            [new StayView("big-1", "No host has 8192 MiB free.")],
            "src"));

        var run = await RunAsync("status", "g-1a2b3c4d");

        ShouldFit(run.Out);
        foreach (var text in new[]
        {
            "1 of 4 VMs has arrived", "db-1 (m-db-1): The disk is full.", "old-1: It was stopped.", "big-1 stays: No host has 8192 MiB free.", "Two VMs are inbound",
            "web-1, db-1 and old-1: Urgency high", "4.45 s", "31 ms",
        })
        {
            run.Out.ShouldContain(text);
        }
    }

    [Fact]
    public async Task A_migrations_story_names_its_gang_what_was_expected_and_what_it_waits_for()
    {
        _coordinator.On("GET /v1/migrations/m-1", Views.Migration("queued") with
        {
            Gang = "g-1a2b3c4d", PredictedTotalTimeMs = 4000, PredictedDowntimeMs = 30, Waits = "dst has 20 Mbit/s left.",
        });

        var run = await RunAsync("status", "m-1");

        run.Out.ShouldContain("'migctl status g-1a2b3c4d' shows all of it");
        run.Out.ShouldContain("total time 4.00 s, downtime 30 ms");
        run.Out.ShouldContain("dst has 20 Mbit/s left.");
    }

    [Fact]
    public async Task A_gang_is_cancelled_whole_unless_members_are_named()
    {
        const string Cancel = "POST /v1/gangs/g-1a2b3c4d/cancel";
        _coordinator.On(Cancel, GangViews.Gang(GangViews.Member("web-1", "aborting"), GangViews.Member("db-1", "planned")));

        var whole = await RunAsync("cancel", "g-1a2b3c4d");
        var one = await RunAsync("cancel", "g-1a2b3c4d", "web-1");
        var two = await RunAsync("cancel", "g-1a2b3c4d", "web-1", "db-1");

        whole.Out.ShouldStartWith("Gang g-1a2b3c4d is being cancelled; a VM whose post-copy");
        one.Out.ShouldStartWith("web-1 of gang g-1a2b3c4d is being cancelled");
        two.Out.ShouldStartWith("web-1 and db-1 of gang g-1a2b3c4d are being cancelled");
        _coordinator.Requests.ShouldBe([Cancel, Cancel + """ {"vms":["web-1"]}""", Cancel + """ {"vms":["web-1","db-1"]}"""]);
    }

    [Fact]
    public async Task A_members_migration_is_asked_about_and_cancelled_as_any_other()
    {
        _coordinator.On("GET /v1/migrations/g-1a2b3c4d-1", Views.Migration("completed"))
            .On("POST /v1/migrations/g-1a2b3c4d-1/cancel", Views.Migration("aborting"));

        (await RunAsync("status", "g-1a2b3c4d-1")).ExitCode.ShouldBe(0);
        (await RunAsync("cancel", "g-1a2b3c4d-1")).ExitCode.ShouldBe(0);
        (await RunAsync("cancel", "g-1a2b3c4d-1", "web-1")).Error.ShouldContain("'g-1a2b3c4d-1' is no gang");
    }

    [Fact]
    public async Task What_is_no_gang_is_doubted()
    {
        _coordinator.On("GET /v1/gangs/g-1", Views.Migration("completed"));

        var run = await RunAsync("status", "g-1");

        run.ExitCode.ShouldBe(4);
        run.Error.ShouldContain("something that is no gang");
    }

    private Task<CliRun> RunAsync(params string[] arguments) => CliRun.Of([.. arguments, "--coordinator", _coordinator.Url]);

    private static void ShouldFit(string text) => text.Split('\n').ShouldAllBe(line => line.Length <= 80);
}
