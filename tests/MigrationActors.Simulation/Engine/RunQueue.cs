namespace MigrationActors.Simulation.Engine;

/// <summary>The actors that have something to do. Whose turn it is, dice decide.</summary>
public sealed class RunQueue
{
    private readonly List<Runnable> _ready = [];

    public void Add(Runnable runnable)
    {
        if (runnable.Node is { } node && (!node.IsAlive || node.IsPaused))
        {
            node.WhenRunning(() => Add(runnable));
            return;
        }

        var at = _ready.Count;
        while (at > 0 && string.CompareOrdinal(_ready[at - 1].Key, runnable.Key) > 0)
        {
            at--;
        }

        _ready.Insert(at, runnable);
    }

    public Runnable? Take(Dice dice)
    {
        if (_ready.Count == 0)
        {
            return null;
        }

        var index = _ready.Count == 1 ? 0 : dice.Below(_ready.Count);
        var taken = _ready[index];
        _ready.RemoveAt(index);
        return taken;
    }

    internal List<Runnable> Remove(Node node)
    {
        var removed = _ready.Where(r => r.Node == node).ToList();
        _ready.RemoveAll(r => r.Node == node);
        return removed;
    }
}
