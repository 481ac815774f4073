namespace MigrationActors.Simulation.Engine;

/// <summary>A machine's clock: the world's, plus an error that may jump. Its monotonic timestamps do not jump.</summary>
public sealed class NodeTime(VirtualClock clock) : TimeProvider
{
    /// <summary>How far the wall clock is ahead of the world's.</summary>
    public TimeSpan Error { get; set; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => clock.Now + Error;

    public override long GetTimestamp() => clock.Elapsed.Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new VirtualTimer(clock, callback, state, dueTime, period);
}
