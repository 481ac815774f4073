using System.Text.Json;
using MigrationActors.Cli.Tests.Fakes;

namespace MigrationActors.Cli.Tests.Commands;

public sealed class DoctorCommandTests
{
    [Fact]
    public async Task Nothing_missing_is_exit_code_0()
    {
        var run = await CliRun.Of("doctor");

        run.ExitCode.ShouldBe(0);
        run.Out.ShouldContain("nothing missing, 0 to look at");
    }

    [Fact]
    public async Task Something_missing_is_exit_code_1_and_what_to_do_within_80_columns()
    {
        var run = await new CliRun.Builder { Probe = new FakeProbe(FakeProbe.Bare) }.RunAsync("doctor");

        run.ExitCode.ShouldBe(1);
        run.Out.ShouldContain("apt-get install iproute2");
        run.Out.Split('\n').ShouldAllBe(line => line.Length <= 80);
    }

    [Fact]
    public async Task Warnings_alone_are_exit_code_0() =>
        (await new CliRun.Builder { Probe = new FakeProbe(FakeProbe.Everything with { ClockDaemons = [] }) }.RunAsync("doctor")).ExitCode.ShouldBe(0);

    [Fact]
    public async Task Its_json_has_every_check()
    {
        var run = await new CliRun.Builder { Probe = new FakeProbe(FakeProbe.Bare) }.RunAsync("doctor", "--json", "--role", "storage");

        var report = JsonDocument.Parse(run.Out).RootElement;
        report.GetProperty("role").GetString().ShouldBe("storage");
        report.GetProperty("missing").GetInt32().ShouldBeGreaterThan(0);
        var check = report.GetProperty("checks").EnumerateArray().Single(c => c.GetProperty("name").GetString() == "iproute2");
        check.GetProperty("status").GetString().ShouldBe("missing");
        check.GetProperty("fix").GetString().ShouldBe("apt-get install iproute2");
    }
}
