using MigrationActors.Testbed.Network;

namespace MigrationActors.Gangs.World;

/// <summary>Reads a host's tc again and again until disposed, from outside of the product.</summary>
public sealed class KernelWatch : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _lock = new();
    private readonly List<KernelSample> _samples = [];
    private readonly Task _reading;

    private KernelWatch(TestbedHost host, TimeSpan interval, TimeProvider time) => _reading = ReadAsync(host, interval, time);

    public static KernelWatch Start(TestbedHost host, TimeSpan interval, TimeProvider time) => new(host, interval, time);

    /// <summary>What was seen until now.</summary>
    public IReadOnlyList<KernelSample> Samples
    {
        get
        {
            lock (_lock)
            {
                return [.. _samples];
            }
        }
    }

    public KernelSample? Latest
    {
        get
        {
            lock (_lock)
            {
                return _samples.Count > 0 ? _samples[^1] : null;
            }
        }
    }

    /// <exception cref="Testbed.Namespaces.TestbedException">tc could not be read.</exception>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _reading;
        _stop.Dispose();
    }

    private async Task ReadAsync(TestbedHost host, TimeSpan interval, TimeProvider time)
    {
        using var timer = new PeriodicTimer(interval, time);
        try
        {
            do
            {
                // Not cut off in the middle: then nobody would wait for tc's end.
                var sample = await KernelSample.ReadAsync(host, time, CancellationToken.None);
                lock (_lock)
                {
                    _samples.Add(sample);
                }
            }
            while (await timer.WaitForNextTickAsync(_stop.Token));
        }
        catch (OperationCanceledException)
        {
            // The end of watching.
        }
    }
}
