namespace MigrationActors.Simulation.Engine;

/// <summary>Time that passes only when told to: to the next alarm. Alarms of one instant ring in the order in which they were set.</summary>
public sealed class VirtualClock
{
    public static readonly DateTimeOffset Begin = new(2026, 3, 14, 15, 0, 0, TimeSpan.Zero);

    private readonly PriorityQueue<Alarm, (long Ticks, long Order)> _alarms = new();
    private long _set;

    /// <summary>Since the beginning of the run.</summary>
    public TimeSpan Elapsed { get; private set; }

    public DateTimeOffset Now => Begin + Elapsed;

    /// <param name="delay">Negative counts as zero.</param>
    public Alarm After(TimeSpan delay, Action action)
    {
        var alarm = new Alarm(action);
        var due = Elapsed + (delay > TimeSpan.Zero ? delay : TimeSpan.Zero);
        _alarms.Enqueue(alarm, (due.Ticks, _set++));
        return alarm;
    }

    /// <summary>Goes on to the next alarm and rings it.</summary>
    /// <returns>Whether there was one.</returns>
    public bool RingNext()
    {
        while (_alarms.TryDequeue(out var alarm, out var due))
        {
            if (alarm.IsCalledOff)
            {
                continue;
            }

            Elapsed = TimeSpan.FromTicks(due.Ticks);
            alarm.Ring();
            return true;
        }

        return false;
    }
}
