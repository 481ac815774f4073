using System.Text.Json;
using MigrationActors.Cli.Tests.Fakes;
using MigrationActors.Protocol.Api;

namespace MigrationActors.Cli.Tests.Commands;

/// <summary>hosts, vms, traffic, status: what is shown, and as what.</summary>
public sealed class ViewCommandTests : IAsyncLifetime
{
    private ScriptedCoordinator _coordinator = null!;

    public async Task InitializeAsync() => _coordinator = await ScriptedCoordinator.StartAsync();

    public async Task DisposeAsync() => await _coordinator.DisposeAsync();

    [Theory]
    [InlineData("hosts", "src", "10.77.0.1", "7.2.22", "Mbit/s")]
    [InlineData("vms", "web-1", "768", "60 to 120", "Mbit/s")]
    [InlineData("traffic", "src", "web-1", "outbound", "Mbit/s")]
    public async Task A_table_has_what_matters_within_80_columns(string command, params string[] texts)
    {
        _coordinator.On("GET /v1/hosts", new HostList([Views.Host("src", Views.Vm("web-1", "src"), Views.Vm("db-1", "src")), Views.Host("dst")]));

        var run = await RunAsync(command);

        run.ShouldSatisfyAllConditions(r => r.ExitCode.ShouldBe(0), r => r.Error.ShouldBeEmpty(), r => ShouldFit(r.Out));
        foreach (var text in texts)
        {
            run.Out.ShouldContain(text);
        }
    }

    [Theory]
    [InlineData("hosts", "No host has joined")]
    [InlineData("vms", "No VM is running")]
    [InlineData("traffic", "No host has joined")]
    public async Task An_empty_list_says_what_it_means(string command, string text)
    {
        _coordinator.On("GET /v1/hosts", new HostList([]));

        (await RunAsync(command)).ShouldSatisfyAllConditions(r => r.ExitCode.ShouldBe(0), r => r.Out.ShouldContain(text));
    }

    [Fact]
    public async Task A_host_that_cannot_do_post_copy_says_why()
    {
        _coordinator.On("GET /v1/hosts", new HostList([Views.Host("old") with { PostCopy = false, PostCopyObstacle = "no userfaultfd", Reachable = false }]));

        var run = await RunAsync("hosts");

        run.Out.ShouldContain("old cannot do post-copy: no userfaultfd");
        run.Out.ShouldContain("silent 400 ms");
    }

    [Theory]
    [InlineData("hosts")]
    [InlineData("vms")]
    [InlineData("traffic")]
    public async Task Names_are_text_and_never_markup(string command)
    {
        _coordinator.On("GET /v1/hosts", new HostList([Views.Host("[red]", Views.Vm("[/]", "[red]")), Views.Host("\u001b[2J")]));

        var run = await RunAsync(command);

        run.ExitCode.ShouldBe(0);
        run.Out.ShouldContain("[red]");
        run.Out.ShouldNotContain('\u001b');
    }

    [Theory]
    [InlineData("hosts")]
    [InlineData("vms")]
    [InlineData("traffic")]
    public async Task Json_is_the_coordinators_answer_with_what_a_newer_one_adds(string command)
    {
        _coordinator.OnText("GET /v1/hosts", """{"hosts":[],"addedLater":{"π":3.140}}""");

        var run = await RunAsync(command, "--json");

        run.Error.ShouldBeEmpty();
        run.Out.ShouldBe("{\n  \"hosts\": [],\n  \"addedLater\": {\n    \"π\": 3.140\n  }\n}\n");
    }

    [Fact]
    public async Task The_list_of_migrations_has_a_line_each()
    {
        _coordinator.On("GET /v1/migrations", Views.Migrations("running", "completed", "failed"));

        var run = await RunAsync("status");

        ShouldFit(run.Out);
        run.Out.ShouldContain("m-00000000");
        run.Out.ShouldContain("completed");
        run.Out.ShouldContain("4.45 s");
        run.Out.ShouldNotContain("older");
    }

    [Fact]
    public async Task Migrations_that_the_list_leaves_out_are_counted()
    {
        _coordinator.On("GET /v1/migrations", Views.Migrations("completed") with { Older = 1700 });

        (await RunAsync("status")).Out.ShouldEndWith("… and 1700 older ones\n");
    }

    [Fact]
    public async Task A_story_tells_every_phase_the_reasons_the_rates_and_the_outcome()
    {
        _coordinator.On("GET /v1/migrations/m-1a2b3c4d", Views.Migration("completed"));

        var run = await RunAsync("status", "m-1a2b3c4d");

        ShouldFit(run.Out);
        foreach (var text in new[]
        {
            "web-1 runs on dst: moved in 4.45 s, downtime 31 ms, 312.4 MiB sent", "destination prepared", "250 ms", "800 Mbit/s at src, dst, nfs",
            "idle hosts: pre-copy", "813 Mbit/s ideal, 140 Mbit/s free", "30 to 60 Mbit/s", "pre-copy",
        })
        {
            run.Out.ShouldContain(text);
        }
    }

    [Fact]
    public async Task Before_the_decision_no_zeros_are_shown_as_if_they_were_decided()
    {
        _coordinator.On("GET /v1/migrations/m-1", Views.Migration("requested"));

        var run = await RunAsync("status", "m-1");

        run.Out.ShouldContain("accepted");
        run.Out.ShouldNotContain("Technique");
    }

    [Fact]
    public async Task A_story_as_json_parses_as_the_view()
    {
        _coordinator.On("GET /v1/migrations/m-1a2b3c4d", Views.Migration("failed", failure: "the destination's disk is full"));

        var run = await RunAsync("status", "m-1a2b3c4d", "--json");

        JsonDocument.Parse(run.Out).RootElement.GetProperty("failure").GetString().ShouldBe("the destination's disk is full");
    }

    [Fact]
    public async Task Watched_traffic_is_a_document_a_line_until_interrupted()
    {
        using var interrupt = new CancellationTokenSource();
        var asked = 0;
        _coordinator.OnRun("GET /v1/hosts", async context =>
        {
            if (++asked > 3)
            {
                await interrupt.CancelAsync();
            }

            await Microsoft.AspNetCore.Http.HttpResponseWritingExtensions.WriteAsync(context.Response, """{"hosts":[]}""");
        });

        var run = await new CliRun.Builder { Cancellation = interrupt.Token }.RunAsync("traffic", "--watch", "--json", "--coordinator", _coordinator.Url);

        run.ExitCode.ShouldBe(130);
        run.Out.TrimEnd().Split('\n').ShouldSatisfyAllConditions(l => l.Length.ShouldBeGreaterThanOrEqualTo(3), l => l.ShouldAllBe(x => x == """{"hosts":[]}"""));
    }

    private Task<CliRun> RunAsync(params string[] arguments) => CliRun.Of([.. arguments, "--coordinator", _coordinator.Url]);

    private static void ShouldFit(string text) => text.Split('\n').ShouldAllBe(line => line.Length <= 80);
}
