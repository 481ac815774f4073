using System.Net;
using MigrationActors.Demo.Measuring;
using MigrationActors.Demo.Reporting;
using MigrationActors.Qemu.Commands;
using MigrationActors.Qemu.Launch;
using MigrationActors.Qemu.Vms;
using MigrationActors.Testbed.Guests;
using MigrationActors.Testbed.Lifecycle;
using MigrationActors.Testbed.Network;
using MigrationActors.Testbed.Probing;

namespace MigrationActors.Demo.Arms;

/// <summary>What QEMU does by itself: QMP <c>migrate</c> with its defaults, and nothing else. No node of ours runs meanwhile.</summary>
public sealed class BaselineArm(TestbedNetwork testbed, WireSampler wire, TimeProvider time)
{
    public async Task<ArmResult> RunAsync(Guest guest, (double Lower, double Upper) sla)
    {
        var definition = VmDefinitionReader.Read(await File.ReadAllTextAsync(guest.DefinitionFile), guest.DefinitionFile);
        await using var source = await StartAsync(TestbedLayout.Source, definition, VmStart.Boot);
        await using var probe = GuestProbe.Start(testbed.Host(TestbedLayout.External), guest.Address, time);
        await probe.WaitForAnswerAsync(ArmClock.BootTimeout);
        await new GuestClient(testbed.Host(TestbedLayout.External), guest.Address).WaitUntilFilledAsync(ArmClock.BootTimeout);
        await using var destination = await StartAsync(TestbedLayout.Destination, definition, VmStart.AwaitMigration);
        await Task.Delay(ArmClock.Before);

        var endpoint = new MigrationEndpoint(testbed.Host(TestbedLayout.Destination).Address, MigrationPorts.First);
        await destination.Qmp.MigrateIncomingAsync(endpoint);
        await source.Qmp.MigrateAsync(endpoint);
        var acceptedAt = time.GetUtcNow();
        await source.WaitUntilSentAsync(ArmClock.MigrationTimeout);
        var completedAt = time.GetUtcNow();
        var stoppedAt = await source.TimeOfAsync(QmpEventNames.Stop);
        var resumedAt = await destination.TimeOfAsync(QmpEventNames.Resume);
        await Task.Delay(ArmClock.After);

        var report = probe.Report(acceptedAt);
        return new ArmResult(
            new DemoRun(
                DemoRun.Baseline,
                null,
                "precopy",
                null,
                (completedAt - acceptedAt).TotalMilliseconds,
                (resumedAt - stoppedAt).TotalMilliseconds,
                report.LongestGap.TotalMilliseconds,
                wire.Mean(acceptedAt - ArmClock.Before, acceptedAt).Applications.Value,
                wire.Mean(acceptedAt, completedAt).Applications.Value,
                wire.Mean(completedAt, time.GetUtcNow()).Applications.Value,
                sla.Lower,
                sla.Upper,
                "QEMU's defaults: pre-copy, no reservation."),
            wire.Curve(acceptedAt - ArmClock.Before, time.GetUtcNow()),
            acceptedAt,
            completedAt);
    }

    private Task<PlainQemu> StartAsync(string host, VmDefinition definition, VmStart start) =>
        PlainQemu.StartAsync(testbed.Host(host), definition, start, time);
}
