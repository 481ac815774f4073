using System.Diagnostics;

namespace MigrationActors.LinuxNet.Tests.Support;

internal static class Wait
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    public static async Task UntilAsync(Func<bool> condition, TimeSpan patience, string what)
    {
        var watch = Stopwatch.StartNew();
        while (!condition())
        {
            watch.Elapsed.ShouldBeLessThan(patience, $"waited for: {what}");
            await Task.Delay(Interval);
        }
    }
}
