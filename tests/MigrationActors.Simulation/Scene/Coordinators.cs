using Akka.Actor;
using MigrationActors.Simulation.Engine;

namespace MigrationActors.Simulation.Scene;

/// <summary>Which coordinators there are, and which of them a process takes for the one. Two, while a partition has two sides.</summary>
public sealed class Coordinators(Dice dice)
{
    private readonly List<(Node Node, IActorRef Actor)> _known = [];

    public IEnumerable<Node> Alive => _known.Select(k => k.Node).Where(n => n.IsAlive).Distinct();

    public void Appears(Node node, IActorRef actor)
    {
        _known.RemoveAll(k => !k.Node.IsAlive || k.Node == node);
        _known.Add((node, actor));
    }

    /// <returns>The coordinator that somebody finds just now; null where there is none.</returns>
    public IActorRef? Find()
    {
        var alive = _known.Where(k => k.Node.IsAlive).ToList();
        return alive.Count == 0 ? null : dice.Of(alive).Actor;
    }
}
