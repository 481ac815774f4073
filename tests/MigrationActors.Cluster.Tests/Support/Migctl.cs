using System.Text.Json;
using MigrationActors.Processes;
using MigrationActors.Testbed.Cluster;

namespace MigrationActors.Cluster.Tests.Support;

/// <summary>The command line as an operator on the external peer uses it.</summary>
public static class Migctl
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    public static Task<CommandResult> RunAsync(ClusterFixture fixture, params string[] arguments) =>
        RunAtAsync(fixture, fixture.CoordinatorUrl, arguments);

    public static async Task<CommandResult> RunAtAsync(ClusterFixture fixture, string coordinator, params string[] arguments)
    {
        // --wait has no limit of its own.
        using var limit = new CancellationTokenSource(Limit);
        return await fixture.External.RunAsync(
            [.. ProgramBuild.Command("MigrationActors.Cli", "migctl"), "--coordinator", coordinator, .. arguments], limit.Token);
    }

    /// <summary>Runs a command that succeeds with --json, and gives what it printed.</summary>
    public static async Task<JsonElement> JsonAsync(ClusterFixture fixture, params string[] arguments)
    {
        var result = await RunAsync(fixture, ["--json", .. arguments]);
        result.ExitCode.ShouldBe(0, result.Error);
        using var document = JsonDocument.Parse(result.Output);
        return document.RootElement.Clone();
    }

    /// <summary>It failed with this code and a message for a person: one paragraph, no stack trace.</summary>
    public static void ShouldFail(this CommandResult result, int exitCode, params string[] words)
    {
        result.ExitCode.ShouldBe(exitCode, result.Error);
        foreach (var word in words)
        {
            result.Error.ShouldContain(word);
        }

        result.Error.ShouldNotContain("   at ");
        result.Error.ShouldNotContain("Exception");
        result.Output.ShouldBeEmpty();
    }
}
