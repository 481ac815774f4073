using MigrationActors.Core;
using MigrationActors.Gangs.World;
using MigrationActors.Protocol.Api;
using MigrationActors.Testbed.Namespaces;
using MigrationActors.Testbed.Network;

namespace MigrationActors.Gangs.Draining;

/// <summary>Four guests leave a host whose uplink is saturated, for two others; then everything is looked at.</summary>
public sealed class DrainSession(TestbedPrefix prefix, Mbps link, TimeProvider time, Action<string> say)
{
    private const int Guests = 4;
    private const int FillMiB = 16;
    private static readonly (Mbps Lower, Mbps Upper) Sla = (new Mbps(20), new Mbps(60));
    private static readonly TimeSpan EndTimeout = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan FactsTimeout = TimeSpan.FromMinutes(1);

    public async Task<DrainReport> RunAsync(CancellationToken cancellation)
    {
        say($"Testbed '{prefix}': links of {link}; VMs can be on {TestbedLayout.Source}, {TestbedLayout.Destination} and {TestbedLayout.Nfs}");
        await using var world = await GangWorld.UpAsync(prefix, link, TwoDestinations.Plan, time, cancellation);
        var guests = new List<GangGuest>();
        while (guests.Count < Guests)
        {
            guests.Add(await world.BootAsync($"vm{guests.Count + 1}", FillMiB, Sla, cancellation));
        }

        await WaitUntilAllCanTakeAsync(world, cancellation);
        await world.Traffic.FloodAsync(TestbedLayout.Source, cancellation);
        var rules = await TrafficControl.ReadAsync(world.Testbed.Layout, cancellation);
        guests.ForEach(g => g.WatchFromNow());

        var request = new DrainBody();
        var plan = await world.Coordinator.PlanDrainAsync(TestbedLayout.Source, request, cancellation);
        say($"The plan: {string.Join("; ", plan.Members.Select(m => $"{m.Vm} to {m.Destination}, {m.Strategy}, {m.Technique}"))}");
        var accepted = await world.Coordinator.DrainAsync(TestbedLayout.Source, request, cancellation);
        say($"{accepted.Id} drains {TestbedLayout.Source}");
        var ended = await world.Coordinator.FollowGangAsync(accepted.Id, g => g.Terminal, EndTimeout, cancellation);

        var places = guests.ToDictionary(g => g, g => ended.Members.FirstOrDefault(m => m.Vm == g.Name) is { Phase: "completed" } moved ? moved.Destination : TestbedLayout.Source);
        var after = await Aftermath.FindAsync(world, places, rules, Settling, cancellation);
        var report = new DrainReport(
            link.Value,
            TestbedLayout.Source,
            [.. guests.Select(g => Of(g.Name, plan, ended))],
            plan.TotalTimeMs,
            ended.TotalTimeMs,
            plan.DowntimeMs,
            ended.DowntimeMs,
            [
                .. plan.Stay.Concat(ended.Stay).Select(s => $"'{s.Vm}' was to stay: {s.Reason}").Distinct(),
                .. ended.Members.Where(m => m.Phase != "completed").Select(m => $"'{m.Vm}' is {m.Phase}: {m.Failure}"),
                .. Unused(ended),
                .. after.Violations,
                .. await DisksAsync(guests, cancellation),
            ]);
        say("Taking everything down");
        return report;
    }

    /// <summary>A host of two roles counts as heard before it has asked its QEMU.</summary>
    private static Task WaitUntilAllCanTakeAsync(GangWorld world, CancellationToken cancellation)
    {
        IReadOnlyList<string> waiting = [];
        return Until.TrueAsync(
            async token =>
            {
                var hosts = (await world.Coordinator.TryHostsAsync(token))?.Hosts ?? [];
                waiting = [.. world.Hypervisors.Select(h => h.Name).Where(name => !hosts.Any(h => h.Name == name && h.QemuVersion is not null))];
                return waiting.Count == 0;
            },
            FactsTimeout,
            () => $"Nothing is known of the QEMU on {string.Join(", ", waiting)}.",
            cancellation);
    }

    private static IEnumerable<string> Unused(GangView ended) =>
        new[] { TestbedLayout.Destination, TestbedLayout.Nfs }.Except(ended.Members.Select(m => m.Destination)).Select(host => $"'{host}' took no VM");

    private static async Task<IReadOnlyList<string>> DisksAsync(IEnumerable<GangGuest> guests, CancellationToken cancellation)
    {
        var complaints = new List<string>();
        foreach (var guest in guests)
        {
            if (await guest.DiskComplaintAsync(cancellation) is { } complaint)
            {
                complaints.Add(complaint);
            }
        }

        return complaints;
    }

    private static DrainedGuest Of(string vm, PlanView plan, GangView ended)
    {
        var planned = plan.Members.FirstOrDefault(m => m.Vm == vm);
        var moved = ended.Members.FirstOrDefault(m => m.Vm == vm);
        return new DrainedGuest(
            vm,
            planned?.Destination,
            moved?.Destination,
            moved?.Strategy,
            moved?.Order,
            moved?.Technique,
            moved?.ReservedMbps,
            moved?.Phase ?? "left where it was",
            planned?.PredictedTotalTimeMs,
            moved?.TotalTimeMs,
            planned?.PredictedDowntimeMs,
            moved?.DowntimeMs);
    }
}
