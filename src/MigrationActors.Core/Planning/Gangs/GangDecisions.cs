using MigrationActors.Core.Gang;
using MigrationActors.Core.Ledger;
using MigrationActors.Core.Reservation;

namespace MigrationActors.Core.Planning.Gangs;

/// <summary>Strategy, technique and reservation of every member, and the gang's order (Algorithm 3; thesis 4.4.2). When each begins is not decided here.</summary>
internal sealed class GangDecisions(ClusterSnapshot cluster, IMigrationPolicy policy)
{
    /// <summary>The parallel members as they were wanted, then the serial ones in their order; or why that is impossible.</summary>
    public (IReadOnlyList<DecidedMove> Members, string? Refusal) Of(IReadOnlyList<WantedMove> wanted, Strategy? forced)
    {
        var parallel = new List<(int Position, DecidedMove Move)>();
        var serial = new List<(int Position, DecidedMove Move)>();
        foreach (var pair in wanted.Select((move, position) => (move, position)).GroupBy(m => (m.move.Source, m.move.Destination)))
        {
            var positions = pair.Select(m => m.position).ToList();
            var moves = pair.Select(m => m.move).ToList();
            var alone = moves.Select(Alone).ToList();
            if (RefusalOf(moves, alone) is { } refusal)
            {
                return ([], refusal);
            }

            var strategies = wanted.Count == 1 && forced == Strategy.Serial
                ? [new(Strategy.Serial, "Serial: one VM goes by itself.")]
                : Strategies(moves, [.. alone.Select(a => a.Plan!)], forced);
            var together = Enumerable.Range(0, moves.Count).Where(i => strategies[i].Choice == Strategy.Parallel).ToList();
            var plans = Together([.. together.Select(i => moves[i])]);
            if (RefusalOf([.. together.Select(i => moves[i])], plans) is { } impossible)
            {
                return ([], impossible);
            }

            parallel.AddRange(together.Zip(plans, (i, plan) => (positions[i], Decided(moves[i], strategies[i], plan.Plan!, GroupOf(moves[i])))));
            serial.AddRange(Enumerable.Range(0, moves.Count).Except(together).Select(
                i => (positions[i], Decided(moves[i], strategies[i], alone[i].Plan!, moves[i].Id))));
        }

        var inOrder = SerialOrder.Sort(serial.OrderBy(m => m.Position), m => m.Move.Plan.VmClass, m => m.Move.Move.Urgency);
        return ([.. parallel.OrderBy(m => m.Position).Concat(inOrder).Select(m => m.Move)], null);
    }

    private static string? RefusalOf(List<WantedMove> moves, IReadOnlyList<PlanResult> results) =>
        moves.Zip(results).Where(r => !r.Second.IsPlanned).Select(r => $"'{r.First.Vm.Name}': {r.Second.Refusal}").FirstOrDefault();

    /// <summary>All go the same way: what contention the medium ones meet is the same for all.</summary>
    private static List<Decision<Strategy>> Strategies(List<WantedMove> moves, List<MigrationPlan> alone, Strategy? forced)
    {
        var largest = moves.Zip(alone).Where(m => m.First.Urgency == Urgency.Medium).Select(m => m.Second.Ideal.Choice).DefaultIfEmpty(Mbps.Zero).Max();
        return [.. moves.Zip(alone, (move, plan) => StrategyRules.Decide(move.Urgency, plan.Available, largest, forced))];
    }

    /// <summary>No other claim is called so: a migration's id is no two hosts' names.</summary>
    private static string GroupOf(WantedMove move) => $"this gang, {move.Source} {move.Destination}";

    private PlanResult Alone(WantedMove move) => policy.Plan(new PlanningSnapshot(
        cluster.Hosts[move.Source], cluster.Hosts[move.Destination], move.Vm, move.Urgency, move.Forced, cluster.Settings, cluster.Models));

    private IReadOnlyList<PlanResult> Together(List<WantedMove> moves) => moves.Count == 0
        ? []
        : ParallelPolicy.Plan(
            cluster.Hosts[moves[0].Source],
            cluster.Hosts[moves[0].Destination],
            [.. moves.Select(m => new ParallelMember(m.Vm, m.Urgency, m.Forced))],
            cluster.Settings,
            cluster.Models);

    private DecidedMove Decided(WantedMove move, Decision<Strategy> strategy, MigrationPlan plan, string group)
    {
        var claim = Claim.Of(
            move.Id,
            group,
            move.Source,
            move.Destination,
            move.Urgency,
            plan.Ideal.Choice,
            plan.Sla.Choice,
            plan.Total * cluster.Settings.Reservation.MinimumMigrationRate,
            plan.Available,
            plan.Reservation.Choice.Reserved);
        return new(move, strategy, plan, claim);
    }
}
