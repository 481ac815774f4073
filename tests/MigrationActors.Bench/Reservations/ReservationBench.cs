using System.Diagnostics;
using MigrationActors.Actors.Shaping;
using MigrationActors.Bench.Measuring;
using MigrationActors.LinuxNet.Host;
using MigrationActors.LinuxNet.Names;
using MigrationActors.Processes;
using MigrationActors.Testbed.Namespaces;

namespace MigrationActors.Bench.Reservations;

/// <summary>
/// All of a host's rules for its reservations put up and taken down by the product's shaper, beside the same rules with one
/// process each. To be run in a namespace that <see cref="Links"/> furnishes.
/// </summary>
public static class ReservationBench
{
    public const string Command = "reservation";

    private const string Uplink = "uplink";
    private const double Bound = 1.0 / 3;
    private const int Rounds = 15;

    public static IEnumerable<string> Links =>
        [$"link add name {Uplink} type veth peer name wire", $"link set dev {Uplink} up", "link set dev wire up"];

    public static async Task<IReadOnlyList<Comparison>> RunAsync(CancellationToken cancellation)
    {
        var comparisons = new List<Comparison>();
        foreach (var host in ReservationCase.All)
        {
            comparisons.AddRange(await CompareAsync(host, cancellation));
        }

        return comparisons;
    }

    private static async Task<IReadOnlyList<Comparison>> CompareAsync(ReservationCase host, CancellationToken cancellation)
    {
        var recorder = new RecordingRunner(CommandRunner.Instance);
        var trees = host.Trees();
        var (up, upProcesses, down, downProcesses) = await RecordAsync(recorder, trees, cancellation);

        var shaper = Shaper(CommandRunner.Instance);
        var pairs = await PairedRounds.RunAsync(
            Rounds,
            async () => (
                Up: await TimeOfAsync(() => shaper.ApplyAsync(trees, cancellation)),
                Down: await TimeOfAsync(() => shaper.ApplyAsync(LinkTrees.None, cancellation))),
            async () => (Up: await TimeOfAsync(() => RunAllAsync(up)), Down: await TimeOfAsync(() => RunAllAsync(down))),
            cancellation);
        return
        [
            Comparison.Of(
                $"reserve: {host.Name}", "a process per rule", Bound, [.. pairs.Select(p => (p.Ours.Up, p.Other.Up))], $"{upProcesses} processes, {up.Count} rules"),
            Comparison.Of(
                $"release: {host.Name}", "a process per rule", bound: null, [.. pairs.Select(p => (p.Ours.Down, p.Other.Down))], $"{downProcesses} processes, {down.Count} rules"),
        ];
    }

    /// <summary>What the product does, rule by rule; and that it is the same rule by rule.</summary>
    private static async Task<(IReadOnlyList<SingleRule> Up, int UpProcesses, IReadOnlyList<SingleRule> Down, int DownProcesses)> RecordAsync(
        RecordingRunner recorder, LinkTrees trees, CancellationToken cancellation)
    {
        var shaper = Shaper(recorder);
        var before = await KernelRules.ReadAsync();
        await shaper.ApplyAsync(trees, cancellation);
        var up = recorder.Take();
        var ours = await KernelRules.ReadAsync();
        await shaper.ApplyAsync(LinkTrees.None, cancellation);
        var down = recorder.Take();

        await RunAllAsync(up.Rules);
        var theirs = await KernelRules.ReadAsync();
        await RunAllAsync(down.Rules);
        EnsureSame(ours, theirs, "put up");
        EnsureSame(before, await KernelRules.ReadAsync(), "taken down");
        return (up.Rules, up.Processes, down.Rules, down.Processes);
    }

    private static void EnsureSame(IReadOnlyList<string> expected, IReadOnlyList<string> found, string when)
    {
        if (!expected.SequenceEqual(found))
        {
            var differences = expected.Except(found).Select(l => $"- {l}").Concat(found.Except(expected).Select(l => $"+ {l}"));
            throw new TestbedException($"The rules {when} one by one are not the shaper's, so times cannot be compared:\n{string.Join('\n', differences)}");
        }
    }

    private static KernelUplinkShaper Shaper(ICommandRunner runner) => new(runner, NetworkFiles.OfThisProcess, new InterfaceName(Uplink));

    private static async Task RunAllAsync(IReadOnlyList<SingleRule> rules)
    {
        foreach (var rule in rules)
        {
            await rule.RunAsync();
        }
    }

    private static async Task<TimeSpan> TimeOfAsync(Func<Task> work)
    {
        var started = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(started);
    }
}
