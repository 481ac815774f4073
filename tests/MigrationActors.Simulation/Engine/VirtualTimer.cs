namespace MigrationActors.Simulation.Engine;

/// <summary>A timer of .NET's kind (what <c>Task.Delay</c> with a time provider asks for) on virtual time.</summary>
internal sealed class VirtualTimer : ITimer
{
    private readonly VirtualClock _clock;
    private readonly TimerCallback _callback;
    private readonly object? _state;
    private Alarm? _alarm;

    public VirtualTimer(VirtualClock clock, TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        (_clock, _callback, _state) = (clock, callback, state);
        Change(dueTime, period);
    }

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        _alarm?.CallOff();
        _alarm = dueTime == Timeout.InfiniteTimeSpan ? null : _clock.After(dueTime, () => Ring(period));
        return true;
    }

    public void Dispose() => _alarm?.CallOff();

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    private void Ring(TimeSpan period)
    {
        if (period > TimeSpan.Zero)
        {
            _alarm = _clock.After(period, () => Ring(period));
        }

        _callback(_state);
    }
}
