using MigrationActors.Core.Reservation;
using MigrationActors.Core.Techniques;

namespace MigrationActors.Chaos.Plans;

/// <summary>Draws the rounds. The same seed draws the same ones, whatever happens in them.</summary>
public static class RoundPlanner
{
    /// <summary>A migration of the guest takes about so long; a kill that comes later finds it ended.</summary>
    private static readonly TimeSpan LatestKill = TimeSpan.FromSeconds(7);

    /// <summary>A service manager starts again after a second or so.</summary>
    private static readonly TimeSpan LatestRestart = TimeSpan.FromSeconds(3);

    private static readonly Technique?[] Techniques = [null, Technique.PreCopy, Technique.PostCopy, Technique.Hybrid];

    /// <param name="number">The round, from 1.</param>
    public static RoundPlan Plan(int seed, int number, KillTarget target)
    {
        const int spread = 1_000_003;
        var random = new Random(unchecked((seed * spread) + number));
        var (urgency, technique) = (random.GetItems(Enum.GetValues<Urgency>(), 1)[0], random.GetItems(Techniques, 1)[0]);
        var (kill, restart) = (LatestKill * random.NextDouble(), LatestRestart * random.NextDouble());
        var afterFailover = random.Next(2) == 1;
        return new RoundPlan(number, urgency, technique, kill, target == KillTarget.Coordinator && afterFailover ? null : restart);
    }
}
