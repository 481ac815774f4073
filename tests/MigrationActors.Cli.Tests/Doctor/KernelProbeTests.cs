using MigrationActors.Cli.Doctor;
using MigrationActors.Processes;

namespace MigrationActors.Cli.Tests.Doctor;

public sealed class KernelProbeTests
{
    private const string Space = "ma-doctor-test";

    [Fact]
    public async Task The_namespace_is_removed_when_everything_works()
    {
        var runner = new FakeRunner(_ => null);

        var trials = await new KernelProbe(runner, Space).TryAsync("ip", "tc", CancellationToken.None);

        new[] { trials.Htb, trials.U32, trials.Ingress, trials.Ifb, trials.Mirred }.ShouldAllBe(t => t.Outcome == TrialOutcome.Works);
        runner.Commands[0].ShouldBe($"ip netns add {Space}");
        runner.Commands[^1].ShouldBe($"ip netns del {Space}");
        runner.Commands[1..^1].ShouldAllBe(c => c.Contains($"-n {Space}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_namespace_is_removed_when_the_user_interrupts()
    {
        var runner = new FakeRunner(c => c.Contains("ingress", StringComparison.Ordinal) ? throw new OperationCanceledException() : null);

        await Should.ThrowAsync<OperationCanceledException>(() => new KernelProbe(runner, Space).TryAsync("ip", "tc", CancellationToken.None));

        runner.Commands[^1].ShouldBe($"ip netns del {Space}");
    }

    [Fact]
    public async Task Without_a_namespace_nothing_is_tried_on_the_host_itself()
    {
        var runner = new FakeRunner(c => c.Contains("netns add", StringComparison.Ordinal) ? "Operation not permitted" : null);

        var trials = await new KernelProbe(runner, Space).TryAsync("ip", "tc", CancellationToken.None);

        trials.Htb.ShouldBe(Trial.NotTried("no network namespace can be made (Operation not permitted)"));
        runner.Commands.ShouldAllBe(c => c.StartsWith("ip netns", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_HTB_the_filter_is_tried_at_the_ingress()
    {
        var runner = new FakeRunner(c => c.Contains(" htb ", StringComparison.Ordinal) ? "Error: Specified qdisc kind is unknown.\nWe have an error" : null);

        var trials = await new KernelProbe(runner, Space).TryAsync("ip", "tc", CancellationToken.None);

        trials.Htb.ShouldBe(Trial.Fails("Error: Specified qdisc kind is unknown."));
        trials.U32.Outcome.ShouldBe(TrialOutcome.Works);
    }

    [Fact]
    public async Task What_hangs_on_something_missing_is_not_blamed()
    {
        var runner = new FakeRunner(c => c.Contains("ingress", StringComparison.Ordinal) ? "unknown" : null);

        var trials = await new KernelProbe(runner, Space).TryAsync("ip", "tc", CancellationToken.None);

        trials.Ingress.Outcome.ShouldBe(TrialOutcome.Fails);
        trials.Mirred.Outcome.ShouldBe(TrialOutcome.NotTried);
    }

    [SkippableFact]
    public async Task On_a_real_kernel_no_namespace_is_left()
    {
        Skip.IfNot(Environment.IsPrivilegedProcess, "making a network namespace needs root");
        Skip.IfNot(File.Exists("/usr/sbin/tc") || File.Exists("/sbin/tc"), "iproute2 is not installed");

        var facts = await HostProbe.OfThisMachine(CommandRunner.Instance).LookAsync(Roles.All, CancellationToken.None);

        facts.Ip.ShouldNotBeNull();
        Directory.Exists($"/run/netns/ma-doctor-{Environment.ProcessId}").ShouldBeFalse();
        File.Exists($"/run/netns/ma-doctor-{Environment.ProcessId}").ShouldBeFalse();
    }

    /// <summary>Every command succeeds but those with a complaint.</summary>
    private sealed class FakeRunner(Func<string, string?> complaint) : ICommandRunner
    {
        public List<string> Commands { get; } = [];

        public Task<CommandResult> RunAsync(string program, IReadOnlyList<string> arguments, string? input = null, CancellationToken cancellation = default)
        {
            var command = $"{program} {string.Join(' ', arguments)}";
            Commands.Add(command);
            return Task.FromResult(complaint(command) is { } error ? new CommandResult(2, "", error) : new CommandResult(0, "", ""));
        }
    }
}
