using MigrationActors.Core.Gang;
using MigrationActors.Core.Reservation;
using MigrationActors.Core.Traffic;

namespace MigrationActors.Gangs.Expectation;

/// <summary>What Algorithm 3 makes of a gang of idle VMs that all go the same way. Nothing of the product's rules is called here.</summary>
public static class ExpectedGang
{
    /// <param name="vms">In the order of the request.</param>
    /// <param name="available">avail_bw when it is asked for.</param>
    /// <param name="total">tot_bw.</param>
    /// <returns>In the order of their beginning. What serial members have from the second one on is what they would have now: the links are measured anew.</returns>
    public static IReadOnlyList<MemberFacts> Of(
        IReadOnlyList<MemberFigures> vms, TrafficClass source, TrafficClass destination, double available, double total)
    {
        var largest = vms.Where(v => v.Urgency == Urgency.Medium).Select(v => v.Ideal).DefaultIfEmpty(0).Max();
        var strategies = vms.ToDictionary(v => v, v => ExpectedStrategy.Of(v.Urgency, available, largest));
        var together = vms.Where(v => strategies[v] == Strategy.Parallel).ToList();
        var rates = together.Count == 0 ? [] : ExpectedRates.Together(together, available, total);
        return
        [
            .. ExpectedOrder.Of(vms, v => strategies[v], _ => TrafficClass.Idle, v => v.Urgency).Select(m =>
            {
                var (vm, order) = m;
                var parallel = strategies[vm] == Strategy.Parallel;
                var rate = parallel ? rates[together.IndexOf(vm)] : ExpectedRates.Alone(vm, available, total);
                var technique = parallel ? ExpectedTechnique.Together(source, destination, TrafficClass.Idle, source, destination) : ExpectedTechnique.Alone(source, destination);
                return new MemberFacts(vm.Vm, strategies[vm], order, technique, rate.Mbps, rate.Reserved);
            }),
        ];
    }
}
