using System.Net;
using System.Net.Sockets;
using MigrationActors.Core;
using MigrationActors.Core.Techniques;
using MigrationActors.Qemu.Commands;
using MigrationActors.Qemu.Launch;
using MigrationActors.Qemu.Migration;
using MigrationActors.Qemu.Qmp;

namespace MigrationActors.Qemu.Tests.RealQemu;

public class MigrationTests
{
    private static readonly MigrationEndpoint AnyPort = new(IPAddress.Loopback, 0);

    // The deadline of a hanging test, not a claim about speed.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [SkippableTheory]
    [InlineData(Technique.PreCopy)]
    [InlineData(Technique.PostCopy)]
    [InlineData(Technique.Hybrid)]
    public async Task Each_technique_moves_a_running_guest(Technique technique)
    {
        QemuHost.RequireQemu();
        using var patience = new CancellationTokenSource(Patience);
        await using var sourceHost = new QemuHost();
        if (technique != Technique.PreCopy)
            Skip.If((await sourceHost.Probe.RunAsync()).Obstacle is not null, "This host cannot do post-copy.");
        await using var destinationHost = new QemuHost();
        var source = await sourceHost.ConnectAsync(await sourceHost.StartAsync(VmStart.Boot));
        var destination = await destinationHost.ConnectAsync(await destinationHost.StartAsync(VmStart.AwaitMigration));
        var (sourceClient, destinationClient) = (new QmpClient(source), new QmpClient(destination));
        (await destinationClient.QueryStatusAsync(patience.Token)).State.ShouldBe(RunState.InMigrate);

        var port = await TransferSteps.PrepareDestinationAsync(destinationClient, technique, AnyPort, patience.Token);
        port.ShouldBeGreaterThan(0);

        // Slow enough that this small guest is not over before the switch to post-copy.
        await TransferSteps.StartSourceAsync(sourceClient, technique, new MigrationEndpoint(IPAddress.Loopback, port), new Mbps(10), cancellation: patience.Token);
        var atSource = await FollowAsync(source, technique, sourceClient, patience.Token);
        var resumed = await UntilAsync(destination, happened => happened.Name == QmpEventNames.Resume, patience.Token);

        var outcome = await TransferSteps.ReadOutcomeAsync(sourceClient, TimeProvider.System, patience.Token);
        outcome.Status.ShouldBe(MigrationStatus.Completed);
        outcome.TotalTime!.Value.ShouldBeGreaterThan(TimeSpan.Zero);
        outcome.Ram!.Transferred.ShouldBeGreaterThan(0);
        (await sourceClient.QueryStatusAsync(patience.Token)).State.ShouldBe(RunState.PostMigrate);
        (await destinationClient.QueryStatusAsync(patience.Token)).State.ShouldBe(RunState.Running);
        (await destinationClient.QueryMigrateAsync(patience.Token)).IsArrival.ShouldBeTrue();
        outcome.IsArrival.ShouldBeFalse();
        resumed.Timestamp.ShouldBeGreaterThanOrEqualTo(atSource.Single(happened => happened.Name == QmpEventNames.Stop).Timestamp);
        if (technique == Technique.PostCopy)
            atSource.Select(happened => happened.MigrationStatus()).ShouldContain(MigrationStatus.PostcopyActive);
    }

    [SkippableFact]
    public async Task A_post_copy_that_was_paused_is_recovered()
    {
        QemuHost.RequireQemu();
        using var patience = new CancellationTokenSource(Patience);
        await using var sourceHost = new QemuHost();
        Skip.If((await sourceHost.Probe.RunAsync()).Obstacle is not null, "This host cannot do post-copy.");
        await using var destinationHost = new QemuHost();
        var source = await sourceHost.ConnectAsync(await sourceHost.StartAsync(VmStart.Boot));
        var destination = await destinationHost.ConnectAsync(await destinationHost.StartAsync(VmStart.AwaitMigration));
        var (sourceClient, destinationClient) = (new QmpClient(source), new QmpClient(destination));
        var port = await TransferSteps.PrepareDestinationAsync(destinationClient, Technique.PostCopy, AnyPort, patience.Token);
        await TransferSteps.StartSourceAsync(
            sourceClient, Technique.PostCopy, new MigrationEndpoint(IPAddress.Loopback, port), new Mbps(1), cancellation: patience.Token);
        await UntilAsync(source, happened => IsSwitchDue(Technique.PostCopy, happened), patience.Token);
        await sourceClient.StartPostcopyAsync(patience.Token);

        // Only a destination whose guest runs can pause; before that, a broken link ends its QEMU.
        await UntilAsync(destination, happened => happened.Name == QmpEventNames.Resume, patience.Token);
        await UntilAsync(source, happened => happened.MigrationStatus() == MigrationStatus.PostcopyActive, patience.Token);

        await sourceClient.MigratePauseAsync(patience.Token);
        await UntilAsync(source, happened => happened.MigrationStatus() == MigrationStatus.PostcopyPaused, patience.Token);
        await UntilAsync(destination, happened => happened.MigrationStatus() == MigrationStatus.PostcopyPaused, patience.Token);
        await Should.ThrowAsync<UnsafeCancelException>(() => TransferSteps.CancelAsync(sourceClient, patience.Token));
        await TransferSteps.RecoverPostcopyAsync(sourceClient, destinationClient, new MigrationEndpoint(IPAddress.Loopback, port), TimeProvider.System, patience.Token);
        await UntilAsync(source, happened => happened.MigrationStatus() == MigrationStatus.Completed, patience.Token);
        (await destinationClient.QueryStatusAsync(patience.Token)).Running.ShouldBeTrue();
    }

    [SkippableFact]
    public async Task A_port_in_use_is_said_in_the_words_of_QEMU()
    {
        QemuHost.RequireQemu();
        await using var host = new QemuHost();
        using var other = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        other.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        other.Listen();
        var taken = new MigrationEndpoint(IPAddress.Loopback, ((IPEndPoint)other.LocalEndPoint!).Port);
        var client = new QmpClient(await host.ConnectAsync(await host.StartAsync(VmStart.AwaitMigration)));
        var refused = await Should.ThrowAsync<QmpCommandException>(() => TransferSteps.PrepareDestinationAsync(client, Technique.PreCopy, taken));
        refused.Description.ShouldContain("Address already in use");
        (await TransferSteps.PrepareDestinationAsync(client, Technique.PreCopy, AnyPort)).ShouldBeGreaterThan(0);
    }

    [SkippableFact]
    public async Task A_source_whose_destination_does_not_listen_fails_and_runs_on()
    {
        QemuHost.RequireQemu();
        using var patience = new CancellationTokenSource(Patience);
        await using var host = new QemuHost();
        var source = await host.ConnectAsync(await host.StartAsync(VmStart.Boot));
        var client = new QmpClient(source);
        await TransferSteps.StartSourceAsync(client, Technique.PreCopy, new MigrationEndpoint(IPAddress.Loopback, 1), new Mbps(100), cancellation: patience.Token);
        await FollowAsync(source, Technique.PreCopy, client, patience.Token);
        var outcome = await TransferSteps.ReadOutcomeAsync(client, TimeProvider.System, patience.Token);
        outcome.Status.ShouldBe(MigrationStatus.Failed);
        outcome.Error!.ShouldContain("Connection refused");
        (await client.QueryStatusAsync(patience.Token)).Running.ShouldBeTrue();
    }

    [SkippableFact]
    public async Task A_cancelled_pre_copy_leaves_the_guest_running_at_the_source()
    {
        QemuHost.RequireQemu();
        using var patience = new CancellationTokenSource(Patience);
        await using var sourceHost = new QemuHost();
        await using var destinationHost = new QemuHost();
        var source = await sourceHost.ConnectAsync(await sourceHost.StartAsync(VmStart.Boot));
        var client = new QmpClient(source);
        var destination = new QmpClient(await destinationHost.ConnectAsync(await destinationHost.StartAsync(VmStart.AwaitMigration)));
        var port = await TransferSteps.PrepareDestinationAsync(destination, Technique.PreCopy, AnyPort, patience.Token);

        // So slow that it cannot be over before it is cancelled.
        await TransferSteps.StartSourceAsync(client, Technique.PreCopy, new MigrationEndpoint(IPAddress.Loopback, port), new Mbps(0.1), cancellation: patience.Token);
        await UntilAsync(source, happened => happened.MigrationStatus() == MigrationStatus.Active, patience.Token);
        await TransferSteps.CancelAsync(client, patience.Token);
        await UntilAsync(source, happened => happened.MigrationStatus() == MigrationStatus.Cancelled, patience.Token);
        (await client.QueryStatusAsync(patience.Token)).Running.ShouldBeTrue();
    }

    /// <summary>At once for post-copy, after the first full pass for hybrid; QEMU counts the beginning of the first one as 1.</summary>
    private static bool IsSwitchDue(Technique technique, QmpEvent atSource) => technique switch
    {
        Technique.PostCopy => atSource.MigrationStatus() == MigrationStatus.Active,
        Technique.Hybrid => atSource.MigrationPass() >= 2,
        _ => false,
    };

    /// <summary>Reads the source's events up to the end of the migration, and switches to post-copy where it is due.</summary>
    private static async Task<List<QmpEvent>> FollowAsync(QmpSession source, Technique technique, QmpClient client, CancellationToken cancellation)
    {
        var seen = new List<QmpEvent>();
        var switched = false;
        while (seen.LastOrDefault()?.MigrationStatus()?.HasEnded() != true)
        {
            seen.Add(await source.Events.ReadAsync(cancellation));
            if (!switched && IsSwitchDue(technique, seen[^1]))
            {
                switched = true;
                await client.StartPostcopyAsync(cancellation);
            }
        }

        return seen;
    }

    private static async Task<QmpEvent> UntilAsync(QmpSession session, Func<QmpEvent, bool> wanted, CancellationToken cancellation)
    {
        while (true)
        {
            var happened = await session.Events.ReadAsync(cancellation);
            if (wanted(happened))
                return happened;
        }
    }
}
