namespace MigrationActors.Simulation.Engine;

/// <summary>
/// One process of the product, from its start to its end. All its actors live below one actor of the same name. Killed, it does
/// nothing any more, without a goodbye: what it was about to do stays undone. Paused, it goes on later, as if nothing had been.
/// </summary>
public sealed class Node(Simulator simulator, string name, string machine, NodeTime time)
{
    private readonly List<Action> _frozen = [];

    /// <summary>Unique in a run: the machine's name and the number of the process on it.</summary>
    public string Name { get; } = name;

    public string Machine { get; } = machine;

    public NodeTime Time { get; } = time;

    public bool IsAlive { get; private set; } = true;

    public bool IsPaused { get; private set; }

    public void Kill()
    {
        if (IsAlive)
        {
            simulator.Trace.Add("kill -9", Name);
            IsAlive = false;
            _frozen.Clear();
            simulator.Queue.Remove(this);
        }
    }

    public void Pause(TimeSpan length)
    {
        if (!IsAlive || IsPaused)
        {
            return;
        }

        simulator.Trace.Add("paused", Name, length);
        IsPaused = true;
        simulator.Queue.Remove(this).ForEach(r => _frozen.Add(() => simulator.Queue.Add(r)));
        simulator.Clock.After(length, Resume);
    }

    /// <summary>Does it now, when the process goes on, or never where it is dead.</summary>
    public void WhenRunning(Action action)
    {
        if (IsPaused && IsAlive)
        {
            _frozen.Add(action);
        }
        else if (IsAlive)
        {
            action();
        }
    }

    public override string ToString() => Name;

    private void Resume()
    {
        if (!IsAlive)
        {
            return;
        }

        simulator.Trace.Add("goes on", Name);
        IsPaused = false;
        var waiting = _frozen.ToList();
        _frozen.Clear();
        waiting.ForEach(a => a());
    }
}
