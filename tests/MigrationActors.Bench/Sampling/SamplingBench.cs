using System.Diagnostics;
using System.Globalization;
using MigrationActors.Bench.Measuring;
using MigrationActors.LinuxNet.Counters;
using MigrationActors.LinuxNet.Host;
using MigrationActors.Processes;
using MigrationActors.Testbed.Namespaces;

namespace MigrationActors.Bench.Sampling;

/// <summary>
/// One sample of all interfaces and the rates that follow from it, beside one `ip -s link` whose answer nobody parses. To be
/// run in a namespace that <see cref="Links"/> furnishes.
/// </summary>
public static class SamplingBench
{
    public const string Command = "sampling";

    private const int Interfaces = 100;
    private const double Bound = 0.1;
    private const int Rounds = 15;
    private const int SamplesPerRound = 200;
    private const int ForksPerRound = 10;

    /// <summary>
    /// The runtime optimises code only after it has run often; here that took some 1600 samples. An agent at two samples a
    /// second takes these in a quarter of an hour and then runs for months. What the first ones cost is a row of its own.
    /// </summary>
    private const int WarmUpRounds = 25;
    private static readonly TimeSpan SampleInterval = TimeSpan.FromSeconds(1);

    public static IEnumerable<string> Links => Enumerable.Range(0, Interfaces / 2).Select(pair =>
        string.Create(CultureInfo.InvariantCulture, $"link add name left{pair} type veth peer name right{pair}"));

    public static async Task<IReadOnlyList<Comparison>> RunAsync(CancellationToken cancellation)
    {
        var reader = new CounterReader(NetworkFiles.OfThisProcess);
        var tracker = new RateTracker();
        var clock = DateTimeOffset.UnixEpoch;
        var seen = 0;

        Task<TimeSpan> OursAsync()
        {
            var started = Stopwatch.GetTimestamp();
            for (var i = 0; i < SamplesPerRound; i++)
            {
                clock += SampleInterval;
                tracker.Add(clock, reader.Read());
                seen = tracker.Rates().Count;
            }

            return Task.FromResult(Stopwatch.GetElapsedTime(started) / SamplesPerRound);
        }

        (TimeSpan, TimeSpan) first = (await OursAsync(), await ForkAsync());
        for (var round = 0; round < WarmUpRounds; round++)
        {
            await OursAsync();
        }

        var pairs = await PairedRounds.RunAsync(Rounds, OursAsync, ForkAsync, cancellation);
        return seen >= Interfaces
            ?
            [
                Comparison.Of($"sample {Interfaces} interfaces", "ip -s link", Bound, pairs, "one file read, rates included"),
                Comparison.Of(
                    $"the same, first {SamplesPerRound} of a process", "ip -s link", bound: null, [first], "code not optimised yet; one pair"),
            ]
            : throw new TestbedException($"Rates of {seen} interfaces were found instead of {Interfaces}: this was no fair measurement.");
    }

    private static async Task<TimeSpan> ForkAsync()
    {
        var started = Stopwatch.GetTimestamp();
        for (var i = 0; i < ForksPerRound; i++)
        {
            var result = await CommandRunner.Instance.RunAsync("ip", ["-s", "link"]);
            if (!result.Succeeded)
            {
                throw new TestbedException($"'ip -s link' failed: {result.Complaint}");
            }
        }

        return Stopwatch.GetElapsedTime(started) / ForksPerRound;
    }
}
