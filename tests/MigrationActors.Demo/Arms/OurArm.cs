using MigrationActors.Core.Reservation;
using MigrationActors.Core.Techniques;
using MigrationActors.Demo.Measuring;
using MigrationActors.Demo.Reporting;
using MigrationActors.Protocol.Api;
using MigrationActors.Qemu.Launch;
using MigrationActors.Qemu.Vms;
using MigrationActors.Testbed.Cluster;
using MigrationActors.Testbed.Guests;
using MigrationActors.Testbed.Lifecycle;
using MigrationActors.Testbed.Namespaces;
using MigrationActors.Testbed.Network;
using MigrationActors.Testbed.Probing;

namespace MigrationActors.Demo.Arms;

/// <summary>The product: the same guest, moved through the coordinator's API.</summary>
public sealed class OurArm(TestbedNetwork testbed, TestbedCluster cluster, WireSampler wire, TimeProvider time)
{
    public async Task<ArmResult> RunAsync(Guest guest, Urgency urgency, Action<string> say)
    {
        await cluster.Coordinator.StartVmAsync(TestbedLayout.Source, await File.ReadAllTextAsync(guest.DefinitionFile));
        await using var probe = GuestProbe.Start(testbed.Host(TestbedLayout.External), guest.Address, time);
        await probe.WaitForAnswerAsync(ArmClock.BootTimeout);
        await new GuestClient(testbed.Host(TestbedLayout.External), guest.Address).WaitUntilFilledAsync(ArmClock.BootTimeout);
        await Task.Delay(ArmClock.Before);

        var requested = await cluster.Coordinator.MigrateAsync(guest.Name, TestbedLayout.Destination, urgency);
        say($"{requested.Id}: {requested.Technique}, " + (requested.ReservedMbps is { } rate ? $"{rate:0} Mbit/s reserved" : "nothing reserved"));
        var ended = await cluster.Coordinator.WaitForEndAsync(requested.Id, ArmClock.MigrationTimeout);
        if (ended.Phase != "completed")
        {
            throw new TestbedException($"Migration {ended.Id} ended as {ended.Phase}: {ended.Failure}");
        }

        await Task.Delay(ArmClock.After);
        var result = Result(ended, probe);
        await EndGuestAsync(guest);
        return result;
    }

    private ArmResult Result(MigrationView ended, GuestProbe probe)
    {
        var acceptedAt = ended.History.First(h => h.Phase == "transferring").At;
        var completedAt = acceptedAt + TimeSpan.FromMilliseconds(ended.TotalTimeMs!.Value);
        var report = probe.Report(acceptedAt);
        if (!report.IsOneContinuousInstance)
        {
            throw new TestbedException($"The guest did not go on as one: {report}");
        }

        return new ArmResult(
            new DemoRun(
                DemoRun.Ours,
                ended.Urgency,
                ended.Technique.ToLowerInvariant(),
                ended.ReservedMbps,
                ended.TotalTimeMs.Value,
                ended.DowntimeMs,
                report.LongestGap.TotalMilliseconds,
                wire.Mean(acceptedAt - ArmClock.Before, acceptedAt).Applications.Value,
                wire.Mean(acceptedAt, completedAt).Applications.Value,
                wire.Mean(completedAt, time.GetUtcNow()).Applications.Value,
                ended.SlaLowerMbps,
                ended.SlaUpperMbps,
                string.Join(" ", ended.Reasons)),
            wire.Curve(acceptedAt - ArmClock.Before, time.GetUtcNow()),
            acceptedAt,
            completedAt);
    }

    /// <summary>The next run starts a guest of its own; this one has done its part.</summary>
    private async Task EndGuestAsync(Guest guest)
    {
        var paths = new VmDirectory(testbed.Host(TestbedLayout.Destination).VmFolder).PathsOf(VmName.Parse(guest.Name));
        await new VmReaper(QemuSettings.Default, time).EndAsync(paths);
    }
}
