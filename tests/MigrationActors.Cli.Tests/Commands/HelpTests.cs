using MigrationActors.Cli.Tests.Fakes;

namespace MigrationActors.Cli.Tests.Commands;

public sealed class HelpTests
{
    private static readonly string[] AllCommands = ["hosts", "vms", "traffic", "migrate", "gang", "drain", "gangs", "status", "cancel", "start", "doctor"];

    [Fact]
    public async Task Help_names_each_command_the_global_options_and_the_exit_codes()
    {
        var run = await CliRun.Of("--help");

        run.ExitCode.ShouldBe(0);
        foreach (var text in AllCommands.Concat(["--coordinator", "MIGCTL_COORDINATOR", "--json", "--no-color", "NO_COLOR", "Exit codes", "130"]))
        {
            run.Out.ShouldContain(text);
        }
    }

    [Fact]
    public async Task Each_command_has_help_of_its_own()
    {
        foreach (var command in AllCommands)
        {
            var run = await CliRun.Of(command, "--help");

            run.ExitCode.ShouldBe(0);
            run.Out.ShouldMatch($@"Usage:\s+\S+ {command} ");
        }
    }

    [Fact]
    public async Task Help_lists_the_choices() => (await CliRun.Of("migrate", "--help")).Out.ShouldSatisfyAllConditions(
        o => o.ShouldContain("high|medium|low"), o => o.ShouldContain("auto|precopy|postcopy|hybrid"));

    [Fact]
    public async Task The_version_is_a_version() => Version.TryParse((await CliRun.Of("--version")).Out.Trim(), out _).ShouldBeTrue();
}
