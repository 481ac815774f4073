using MigrationActors.Core;
using MigrationActors.Qemu.Launch;
using MigrationActors.Testbed.Guests;
using MigrationActors.Testbed.Network;
using MigrationActors.Testbed.Probing;
using MigrationActors.Testbed.Tests.Lifecycle;

namespace MigrationActors.Testbed.Tests.Guests;

public sealed class GuestTests
{
    private static readonly TimeSpan BootTimeout = TimeSpan.FromMinutes(2);

    [SkippableFact]
    public async Task A_guest_boots_from_its_disk_on_NFS_and_answers_a_peer_outside()
    {
        Requirements.SkipWithoutThem();
        await using var testbed = await TemporaryTestbed.UpAsync('g');
        var options = new GuestOptions("web1") { FillMiB = 32, DirtyMiBPerSecond = 4, Out = new Mbps(5) };
        var guest = await GuestFactory.CreateAsync(testbed.Network, options);
        var outside = testbed.Network.Host(TestbedLayout.External);
        using var launcher = new GuestLauncher(testbed.Network.Host(TestbedLayout.Source), TimeProvider.System);
        await launcher.StartAsync(guest, VmStart.Boot);

        await using var probe = GuestProbe.Start(outside, guest.Address, TimeProvider.System);
        await probe.WaitForAnswerAsync(BootTimeout);
        var client = new GuestClient(outside, guest.Address);
        await client.WaitUntilFilledAsync(BootTimeout);
        var from = probe.Now;
        await Testbed.Namespaces.Until.TrueAsync(
            () => probe.LastAnswer!.Reply.Counter > 2, BootTimeout, () => "The guest's counter stands still.", CancellationToken.None);

        (await client.VerifyDiskAsync()).DiskIsIntact.ShouldBeTrue();
        probe.Report(from).IsOneContinuousInstance.ShouldBeTrue();
        GuestFactory.List(testbed.Network.Layout).ShouldBe([guest]);

        await launcher.StopAsync(guest);
        var stopped = probe.Now;
        await Testbed.Namespaces.Until.TrueAsync(
            () => probe.Now - stopped > TimeSpan.FromMilliseconds(300), BootTimeout, () => "Time stands still.", CancellationToken.None);
        probe.Report(stopped).LongestGap.ShouldBeGreaterThan(TimeSpan.FromMilliseconds(250));
    }
}
