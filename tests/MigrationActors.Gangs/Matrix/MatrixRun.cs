using MigrationActors.Gangs.Expectation;
using MigrationActors.Gangs.World;
using MigrationActors.Protocol.Api;
using MigrationActors.Protocol.Serialization;
using MigrationActors.Testbed.Network;

namespace MigrationActors.Gangs.Matrix;

/// <summary>One gang under one combination: plan, move, look.</summary>
public sealed class MatrixRun(GangWorld world, Movers movers)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(150);
    private static readonly TimeSpan EndTimeout = TimeSpan.FromMinutes(5);

    /// <summary>What has ended was released before; hosts announce themselves every second.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(10);

    /// <exception cref="Testbed.Namespaces.TestbedException">The coordinator refused, or the gang did not end.</exception>
    public async Task<RunResult> RunAsync(int number, Combination combination, GangKind kind, CancellationToken cancellation)
    {
        var guests = movers.Of(kind);
        var source = await Movers.GatherAsync(world, guests, cancellation);
        var destination = world.Hypervisors.First(h => h.Name != source).Name;
        await world.Traffic.SetAsync(
            new Dictionary<string, Background> { [source] = combination.Source, [destination] = combination.Destination }, cancellation);
        var rules = await TrafficControl.ReadAsync(world.Testbed.Layout, cancellation);
        guests.ToList().ForEach(g => g.WatchFromNow());

        var request = Request(kind, guests, destination);
        var total = LinkBudget.Total(world.Testbed.LinkRate.Value);
        var available = LinkBudget.Available(
            total, (await world.HostAsync(source, cancellation)).OutMbps, (await world.HostAsync(destination, cancellation)).InMbps);
        var plan = await world.Coordinator.PlanGangAsync(request, cancellation);
        var expected = ExpectedGang.Of(Figures(kind, guests, plan), combination.Source.Class, combination.Destination.Class, available, total);

        var (gang, samples) = await MoveAsync(request, source, cancellation);
        var migrations = new Dictionary<string, MigrationView>(StringComparer.Ordinal);
        foreach (var id in gang.Members.Select(m => m.MigrationId).OfType<string>())
        {
            migrations.Add(id, await world.Coordinator.MigrationAsync(id, cancellation));
        }

        var observed = ObservedMembers.Of(gang, migrations);
        var after = await Aftermath.FindAsync(
            world, guests.ToDictionary(g => g, g => Place(gang.Members.First(m => m.Vm == g.Name))), rules, Settling, cancellation);
        var most = samples.MaxBy(s => s.Reserved.Count)?.Reserved ?? [];
        return new RunResult(
            number,
            combination.Name,
            kind.Name,
            gang.Id,
            source,
            destination,
            expected,
            [.. observed.Select(o => o.Facts)],
            most.Count,
            [.. most.Select(c => c.Mbps)],
            plan.TotalTimeMs,
            gang.TotalTimeMs,
            plan.DowntimeMs,
            gang.DowntimeMs,
            guests.Count,
            after.GuestsAlive,
            after.RulesLeft,
            Comparison.Of(expected, observed, total, samples),
            [
                .. gang.Members.Where(m => m.Phase != "completed").Select(m => $"'{m.Vm}' is {m.Phase}: {m.Failure}"),
                .. after.Violations,
            ]);
    }

    private async Task<(GangView Gang, IReadOnlyList<KernelSample> Samples)> MoveAsync(GangBody request, string source, CancellationToken cancellation)
    {
        await using var watch = KernelWatch.Start(world.Testbed.Host(source), LookEvery, world.Time);
        var accepted = await world.Coordinator.MigrateGangAsync(request, cancellation);
        var ended = await world.Coordinator.FollowGangAsync(accepted.Id, g => g.Terminal, EndTimeout, cancellation);
        return (ended, watch.Samples);
    }

    private static GangBody Request(GangKind kind, IReadOnlyList<GangGuest> guests, string destination) =>
        new([.. guests.Zip(kind.Urgencies, (guest, urgency) => new GangMemberBody(guest.Name, Urgency: WireJson.Name(urgency)))], destination);

    private static List<MemberFigures> Figures(GangKind kind, IReadOnlyList<GangGuest> guests, PlanView plan) =>
        [.. guests.Zip(kind.Urgencies, (guest, urgency) => new MemberFigures(
            guest.Name, urgency, plan.Members.First(m => m.Vm == guest.Name).IdealMbps, guest.Sla.Lower.Value, guest.Sla.Upper.Value))];

    /// <summary>Who did not get away must be where it was.</summary>
    private static string Place(GangMemberView member) => member.Phase == "completed" ? member.Destination : member.Source;
}
