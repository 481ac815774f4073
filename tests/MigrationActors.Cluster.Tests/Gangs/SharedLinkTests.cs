using MigrationActors.Cluster.Tests.Support;
using MigrationActors.Core;
using MigrationActors.Core.Reservation;
using MigrationActors.Core.Techniques;
using MigrationActors.Testbed.Namespaces;
using MigrationActors.Testbed.Network;

namespace MigrationActors.Cluster.Tests.Gangs;

/// <summary>Migrations that nobody asked for as one, on one real link: what is reserved for each is what the kernel says.</summary>
[Collection(OneClusterCollection.Name)]
public sealed class SharedLinkTests(ClusterFixture fixture)
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);
    private static readonly (Mbps Lower, Mbps Upper) Sla = (new Mbps(20), new Mbps(120));

    [SkippableFact]
    public async Task A_high_one_that_comes_late_takes_from_a_low_one_and_gives_back()
    {
        fixture.SkipWithoutTestbed();
        await using var patient = await RunningGuest.BootAsync(fixture, "patient", fillMiB: 96, Sla);
        await using var urgent = await RunningGuest.BootAsync(fixture, "urgent", fillMiB: 48, Sla);
        await using var traffic = await Saturation.StartAsync(fixture);
        var before = await fixture.TrafficControlAsync();
        var from = patient.Probe.Now;

        var low = await patient.MigrateAsync(Urgency.Low, Technique.PreCopy);
        (await patient.WaitForPhaseAsync(low.Id, "transferring")).Phase.ShouldBe("transferring");
        var alone = await ReservedInKernelAsync(1);

        var high = await urgent.MigrateAsync(Urgency.High, Technique.PreCopy);
        (await urgent.WaitForPhaseAsync(high.Id, "transferring")).Phase.ShouldBe("transferring");
        var both = await ReservedInKernelAsync(2);
        both.Min().ShouldBeLessThan(alone[0]);
        both.Sum().ShouldBeLessThanOrEqualTo(200);

        (await urgent.WaitForEndAsync(high.Id)).Phase.ShouldBe("completed");
        await Until.TrueAsync(
            async _ => (await ReservedAsync()) is [var rate] && Math.Abs(rate - alone[0]) < 1, Soon, () => "The low one did not get back what it had.", CancellationToken.None);

        var ended = await patient.WaitForEndAsync(low.Id);
        ended.Phase.ShouldBe("completed", ended.Failure);
        ended.History.ShouldContain(h => h.Note != null && h.Note.Contains(high.Id, StringComparison.Ordinal));
        await fixture.ShouldHaveTrafficControlAsync(before);
        await patient.ShouldGoOnSinceAsync(from);
        await urgent.ShouldGoOnSinceAsync(from);
    }

    [SkippableFact]
    public async Task A_second_low_one_waits_for_the_first()
    {
        fixture.SkipWithoutTestbed();
        await using var first = await RunningGuest.BootAsync(fixture, "first", fillMiB: 32, Sla);
        await using var second = await RunningGuest.BootAsync(fixture, "second", fillMiB: 16, Sla);
        await using var traffic = await Saturation.StartAsync(fixture);

        var one = await first.MigrateAsync(Urgency.Low, Technique.PreCopy);
        (await first.WaitForPhaseAsync(one.Id, "transferring")).Phase.ShouldBe("transferring");
        var two = await second.MigrateAsync(Urgency.Low, Technique.PreCopy);
        two.Phase.ShouldBe("queued");
        two.Waits!.ShouldContain(one.Id);

        (await first.WaitForEndAsync(one.Id)).Phase.ShouldBe("completed");
        (await second.WaitForEndAsync(two.Id)).Phase.ShouldBe("completed");
    }

    /// <summary>What the migrations' classes at the source guarantee, in Mbit/s, once there are so many of them.</summary>
    private async Task<IReadOnlyList<double>> ReservedInKernelAsync(int classes)
    {
        IReadOnlyList<double> rates = [];
        await Until.TrueAsync(
            async _ => (rates = await ReservedAsync()).Count == classes, Soon, () => $"tc shows {rates.Count} reservations instead of {classes}.", CancellationToken.None);
        return rates;
    }

    private async Task<IReadOnlyList<double>> ReservedAsync() => TcRates.Reserved(await fixture.TrafficControlAsync(), TestbedLayout.Source);
}
