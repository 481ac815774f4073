using MigrationActors.Core;
using MigrationActors.Testbed.Lifecycle;
using MigrationActors.Testbed.Network;

namespace MigrationActors.Demo.Measuring;

/// <summary>
/// Reads the source's wire at the switch several times a second. What the switch counts owes nothing to the product: neither
/// to its counters nor to its classes.
/// </summary>
public sealed class WireSampler : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    private readonly CancellationTokenSource _stop = new();
    private readonly List<WireSample> _samples = [];
    private readonly Lock _samplesLock = new();
    private readonly Task _sampling;

    private WireSampler(TestbedNetwork testbed, TimeProvider time) => _sampling = SampleAsync(testbed, time);

    public static WireSampler Start(TestbedNetwork testbed, TimeProvider time) => new(testbed, time);

    /// <summary>The mean rates between two times, from the outermost samples within.</summary>
    public WireRates Mean(DateTimeOffset from, DateTimeOffset to)
    {
        var samples = Samples();
        var first = samples.FirstOrDefault(s => s.At >= from) ?? samples[0];
        var last = samples.LastOrDefault(s => s.At <= to && s.At > first.At) ?? samples[^1];
        return Rates(first, last);
    }

    /// <summary>The rates from sample to sample: the curve.</summary>
    public IReadOnlyList<WireRates> Curve(DateTimeOffset from, DateTimeOffset to)
    {
        var samples = Samples().Where(s => s.At >= from && s.At <= to).ToList();
        return [.. samples.Zip(samples.Skip(1), Rates)];
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _sampling;
        _stop.Dispose();
    }

    private static WireRates Rates(WireSample first, WireSample last)
    {
        var (bytes, duration) = (last.Counters.Since(first.Counters), last.At - first.At);
        return new WireRates(
            first.At, last.At, Mbps.FromBytes(bytes.OtherFromHost, duration), Mbps.FromBytes(bytes.MigrationFromHost, duration));
    }

    private List<WireSample> Samples()
    {
        lock (_samplesLock)
        {
            return [.. _samples];
        }
    }

    private async Task SampleAsync(TestbedNetwork testbed, TimeProvider time)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            do
            {
                var counters = await testbed.ReadWireAsync(TestbedLayout.Source, _stop.Token);
                lock (_samplesLock)
                {
                    _samples.Add(new WireSample(time.GetUtcNow(), counters));
                }
            }
            while (await timer.WaitForNextTickAsync(_stop.Token));
        }
        catch (OperationCanceledException)
        {
            // The end of sampling.
        }
    }
}
