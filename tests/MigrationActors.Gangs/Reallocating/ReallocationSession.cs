using MigrationActors.Core;
using MigrationActors.Core.Reservation;
using MigrationActors.Gangs.World;
using MigrationActors.Protocol.Api;
using MigrationActors.Protocol.Serialization;
using MigrationActors.Testbed.Cluster;
using MigrationActors.Testbed.Namespaces;
using MigrationActors.Testbed.Network;

namespace MigrationActors.Gangs.Reallocating;

/// <summary>A saturated uplink, two low migrations at once, and a high one that comes late: what the kernel gives to whom, before, during, after.</summary>
public sealed class ReallocationSession(TestbedPrefix prefix, Mbps link, TimeProvider time, Action<string> say)
{
    /// <summary>The low ones must outlast the high one.</summary>
    private const int LowFillMiB = 128;
    private const int HighFillMiB = 32;

    /// <summary>So often the low ones are seen with all that they have, before the high one comes.</summary>
    private const int SamplesBefore = 20;
    private static readonly (Mbps Lower, Mbps Upper) Sla = (new Mbps(10), new Mbps(30));
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan RowEvery = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan BeginTimeout = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan EndTimeout = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(10);

    public async Task<ReallocationReport> RunAsync(CancellationToken cancellation)
    {
        say($"Testbed '{prefix}': links of {link}");
        await using var world = await GangWorld.UpAsync(prefix, link, ClusterPlans.FigureFour, time, cancellation);
        GangGuest[] low = [await world.BootAsync("low1", LowFillMiB, Sla, cancellation), await world.BootAsync("low2", LowFillMiB, Sla, cancellation)];
        var high = await world.BootAsync("high1", HighFillMiB, Sla, cancellation);
        await world.Traffic.FloodAsync(TestbedLayout.Source, cancellation);
        var rules = await TrafficControl.ReadAsync(world.Testbed.Layout, cancellation);
        GangGuest[] guests = [.. low, high];
        Array.ForEach(guests, g => g.WatchFromNow());

        var (gang, late, samples) = await MoveAsync(world, low, high, cancellation);
        var after = await Aftermath.FindAsync(world, guests.ToDictionary(g => g, _ => TestbedLayout.Destination), rules, Settling, cancellation);
        var violations = new List<string>(gang.Members.Where(m => m.Phase != "completed").Select(m => $"'{m.Vm}' is {m.Phase}: {m.Failure}"));
        if (late.Phase != "completed")
        {
            violations.Add($"'{late.Vm}' is {late.Phase}: {late.Failure}");
        }

        violations.AddRange(after.Violations);
        say("Taking everything down");
        if (ReallocationStages.Find(samples) is not { } stages)
        {
            return new ReallocationReport(link.Value, [], null, [.. violations, "tc never showed two reservations and then a third"]);
        }

        var (back, found) = ReallocationChecks.Of(stages, samples, link.Value, late.History[^1].At);
        return new ReallocationReport(link.Value, ReallocationTable.Of(samples, stages, RowEvery), back?.TotalSeconds, [.. violations, .. found]);
    }

    private async Task<(GangView Gang, MigrationView Late, IReadOnlyList<KernelSample> Samples)> MoveAsync(
        GangWorld world, GangGuest[] low, GangGuest high, CancellationToken cancellation)
    {
        await using var watch = KernelWatch.Start(world.Testbed.Host(TestbedLayout.Source), LookEvery, time);
        var request = new GangBody([.. low.Select(g => new GangMemberBody(g.Name))], TestbedLayout.Destination, WireJson.Name(Urgency.Low), Strategy: "parallel");
        var gang = await world.Coordinator.MigrateGangAsync(request, cancellation);
        await Until.TrueAsync(
            () => watch.Samples.Count(s => s.Reserved.Count == low.Length) >= SamplesBefore,
            BeginTimeout,
            () => $"tc shows {watch.Latest?.Reserved.Count} reservations instead of the {low.Length} of {gang.Id}.",
            cancellation);

        say($"{gang.Id} has its two reservations; '{high.Name}' comes");
        var asked = await world.Coordinator.MigrateAsync(high.Name, TestbedLayout.Destination, Urgency.High, cancellation: cancellation);
        var late = await world.Coordinator.WaitForEndAsync(asked.Id, EndTimeout, cancellation);
        say($"'{high.Name}' is {late.Phase}");
        var ended = await world.Coordinator.FollowGangAsync(gang.Id, g => g.Terminal, EndTimeout, cancellation);
        return (ended, late, watch.Samples);
    }
}
