namespace MigrationActors.Simulation.Engine;

/// <summary>What happened in a run, the latest of it, and a number that two runs share only where all of it was the same.</summary>
public sealed class Trace(VirtualClock clock)
{
    private const int Kept = 600;

    private readonly Queue<TraceLine> _lines = new();
    private ulong _hash = 14695981039346656037UL;

    /// <summary>Called at each line, before what it tells goes on: where faults strike.</summary>
    public event Action<string>? Noted;

    /// <summary>Called with each line, for who wants to read along.</summary>
    public event Action<TraceLine>? Written;

    /// <summary>Over every line and every actor's turn so far.</summary>
    public ulong Hash => _hash;

    public IEnumerable<TraceLine> Latest => _lines;

    /// <param name="what">What happened, in a word or two of our own.</param>
    /// <param name="who">To whom; part of the hash.</param>
    /// <param name="detail">For readers.</param>
    public void Add(string what, string who, object? detail = null)
    {
        Mix(what);
        Mix(who);
        var line = new TraceLine(clock.Elapsed, what, who, detail);
        if (_lines.Count == Kept)
        {
            _lines.Dequeue();
        }

        _lines.Enqueue(line);
        Written?.Invoke(line);
        Noted?.Invoke(what);
    }

    /// <summary>What happens too often to be written down, but belongs to the run.</summary>
    public void Count(string what) => Mix(what);

    private void Mix(string text)
    {
        var hash = _hash ^ (ulong)clock.Elapsed.Ticks;
        foreach (var letter in text)
        {
            hash = (hash ^ letter) * 1099511628211UL;
        }

        _hash = hash;
    }
}
