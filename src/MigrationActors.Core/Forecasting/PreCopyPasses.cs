namespace MigrationActors.Core.Forecasting;

/// <summary>What pre-copy sends: passes that each send what the guest dirtied during the one before, a geometric series.</summary>
/// <param name="Sent">All bytes, those of the switchover included.</param>
/// <param name="Left">The bytes that are sent while the guest stands still; part of <paramref name="Sent"/>.</param>
internal sealed record PreCopyPasses(double Sent, double Left)
{
    /// <summary>The passes until what is left can be sent within the limit; null where they never get there.</summary>
    /// <param name="rate">Above 0.</param>
    /// <param name="limit">How long the guest may stand still for what is left, above 0.</param>
    public static PreCopyPasses? Over(long bytes, Mbps rate, Mbps dirtyRate, TimeSpan limit)
    {
        var enough = rate.BytesPerSecond * limit.TotalSeconds;
        if (bytes <= enough)
        {
            return new(bytes, bytes);
        }

        // Each pass leaves this share of what it sent.
        var share = dirtyRate.Value / rate.Value;
        if (share >= 1)
        {
            return null;
        }

        var passes = share > 0 ? Math.Ceiling(Math.Log(enough / bytes) / Math.Log(share)) : 1;
        var left = bytes * Math.Pow(share, passes);
        return new((bytes - share * left) / (1 - share), left);
    }
}
