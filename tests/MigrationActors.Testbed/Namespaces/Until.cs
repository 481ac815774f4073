using System.Diagnostics;

namespace MigrationActors.Testbed.Namespaces;

/// <summary>Waits for what nobody notifies us of: kernel objects and other programs' state.</summary>
public static class Until
{
    internal static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    /// <exception cref="TestbedException">The time is over; with what <paramref name="otherwise"/> says.</exception>
    public static Task TrueAsync(Func<bool> condition, TimeSpan timeout, Func<string> otherwise, CancellationToken cancellation) =>
        TrueAsync(_ => Task.FromResult(condition()), timeout, otherwise, cancellation);

    /// <inheritdoc cref="TrueAsync(Func{bool}, TimeSpan, Func{string}, CancellationToken)"/>
    public static async Task TrueAsync(
        Func<CancellationToken, Task<bool>> condition, TimeSpan timeout, Func<string> otherwise, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        while (!await condition(cancellation).ConfigureAwait(false))
        {
            if (clock.Elapsed >= timeout)
            {
                throw new TestbedException(otherwise());
            }

            await Task.Delay(Interval, cancellation).ConfigureAwait(false);
        }
    }
}
