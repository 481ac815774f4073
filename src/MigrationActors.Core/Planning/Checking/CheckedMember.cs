using MigrationActors.Core.Ledger;
using MigrationActors.Core.Sla;
using MigrationActors.Core.Traffic;

namespace MigrationActors.Core.Planning.Checking;

/// <summary>One member of a plan with what the checks need to know about it, worked out from the snapshot and not taken from the plan.</summary>
/// <param name="Position">Its place among the wanted moves.</param>
/// <param name="Least">What it must have at any time.</param>
/// <param name="Total">What the slower of its two links has for migration and applications.</param>
internal sealed record CheckedMember(
    MemberPlan Plan, int Position, HostSnapshot Source, HostSnapshot Destination, TrafficClass VmClass, SlaBounds Sla, Mbps Least, Mbps Total)
{
    public string Name => NameOf(Plan);

    public LinkId Leaves => new(Source.Name, LinkDirection.Out);

    public LinkId Arrives => new(Destination.Name, LinkDirection.In);

    public static CheckedMember Of(MemberPlan plan, int position, HostSnapshot source, HostSnapshot destination, PlanningSettings settings)
    {
        var link = Mbps.Min(source.Link, destination.Link);
        var total = Mbps.Min(source.Allocatable, destination.Allocatable);
        var vm = plan.Move.Vm;
        var vmClass = TrafficClassifier.Classify(vm.Traffic, link, settings.Classification);
        var sla = SlaResolver.Resolve(vm.Sla, vmClass, link, settings.Sla).Choice;
        return new(plan, position, source, destination, vmClass, sla, total * settings.Reservation.MinimumMigrationRate, total);
    }

    public static string NameOf(MemberPlan plan) => $"'{plan.Move.Vm.Name}' ({plan.Move.Id})";
}
