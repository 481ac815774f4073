using System.Net;
using MigrationActors.Core;
using MigrationActors.Core.Progress;
using MigrationActors.Core.Saga;
using MigrationActors.Protocol.Hosts;
using MigrationActors.Qemu.Commands;
using MigrationActors.Qemu.Migration;
using MigrationActors.Qemu.Qmp;

namespace MigrationActors.Actors.Vms;

/// <summary>
/// A transfer at its source, from <c>migrate</c> to its end. Each step asks QEMU where it stands, does what was ordered and has
/// become possible, and gives the news for the saga.
/// </summary>
public sealed class OutgoingTransfer(string migrationId, string host, TimeProvider time)
{
    /// <summary>After a failure QEMU may take a moment to let the guest run again.</summary>
    private static readonly TimeSpan ResumeGrace = TimeSpan.FromSeconds(3);

    /// <summary>How long an attempt to resume is left alone.</summary>
    private static readonly TimeSpan ResumeAttempt = TimeSpan.FromSeconds(10);

    private DateTimeOffset? _stoppedAt;
    private DateTimeOffset? _completedAt;
    private DateTimeOffset? _failureSeenAt;
    private bool _postcopyWanted;
    private bool _postcopyAnswered;
    private bool _stopWanted;
    private bool _cancelSent;
    private bool _pauseTold;
    private bool _resumeWanted;
    private DateTimeOffset? _resumeSentAt;

    public string MigrationId => migrationId;

    public DateTimeOffset AcceptedAt { get; private set; }

    public bool HasEnded { get; private set; }

    /// <summary>Starts the transfer, or takes up the one that runs already.</summary>
    /// <exception cref="QmpException">QEMU refused or does not answer.</exception>
    /// <exception cref="ArgumentException">The order's address, port or rate is none.</exception>
    /// <exception cref="FormatException">The order's address is none.</exception>
    public async Task<IHostReply> StartAsync(QmpClient qmp, HostCommand.StartTransfer order)
    {
        var info = await qmp.QueryMigrateAsync();
        if (info.IsArrival || info.Status is MigrationStatus.None or MigrationStatus.Failed or MigrationStatus.Cancelled)
        {
            var destination = new MigrationEndpoint(IPAddress.Parse(order.Address), order.Port);
            await TransferSteps.StartSourceAsync(qmp, order.Technique, destination, order.MaxBandwidth, order.PostcopyAllowed);
            AcceptedAt = time.GetUtcNow();
        }
        else
        {
            TakeUp(info);
        }

        return Accepted();
    }

    /// <summary>Takes up the transfer that QEMU runs, or has ended without the guest running here, whoever started it.</summary>
    /// <returns>Whether there is one; where there is none, the guest has not begun to leave.</returns>
    /// <exception cref="QmpException">QEMU does not answer.</exception>
    public async Task<bool> TakeUpAsync(QmpClient qmp)
    {
        var info = await qmp.QueryMigrateAsync();
        if (info.Status == MigrationStatus.None || (info.Status.HasEnded() && (await qmp.QueryStatusAsync()).Running))
        {
            return false;
        }

        TakeUp(info);
        return true;
    }

    public IHostReply Accepted() => new HostReply.TransferAccepted(MigrationId, host, AcceptedAt);

    /// <summary>Switch to post-copy as soon as the transfer is active; the next step does it.</summary>
    public void SwitchToPostcopy() => (_postcopyWanted, _postcopyAnswered) = (true, false);

    /// <summary>Cancel as long as it is pre-copy; the next step does it.</summary>
    public void Stop() => (_stopWanted, _cancelSent) = (true, false);

    /// <summary>Goes on with a paused post-copy; the step in which it is active again says so. Ordered again, it lets the attempt under way be.</summary>
    /// <exception cref="QmpException">QEMU refused or does not answer.</exception>
    public async Task ResumeAsync(QmpClient qmp, MigrationEndpoint destination, Mbps maxBandwidth)
    {
        _resumeWanted = true;
        if ((await qmp.QueryMigrateAsync()).Status == MigrationStatus.PostcopyPaused && !(time.GetUtcNow() - _resumeSentAt < ResumeAttempt))
        {
            await qmp.SetParametersAsync(MigrationParameters.Cap(maxBandwidth));
            await qmp.MigrateAsync(destination, resume: true);
            _resumeSentAt = time.GetUtcNow();
        }
    }

    public void Happened(QmpEvent happened)
    {
        if (happened.Name == QmpEventNames.Stop)
        {
            _stoppedAt = happened.Timestamp;
        }
        else if (happened.MigrationStatus() == MigrationStatus.Completed)
        {
            _completedAt = happened.Timestamp;
        }
    }

    /// <summary>How it ended, once QEMU has filled in its figures.</summary>
    public TransferOutcome Outcome(MigrationInfo info) =>
        new(_stoppedAt, _completedAt ?? AcceptedAt + info.TotalTime!.Value, new TransferTotals(info.Ram!.Transferred, info.Ram.DirtySyncCount));

    private void TakeUp(MigrationInfo info) => AcceptedAt = time.GetUtcNow() - (info.TotalTime ?? TimeSpan.Zero);

    /// <exception cref="QmpException">QEMU does not answer just now; ask again.</exception>
    public async Task<IReadOnlyList<IHostReply>> StepAsync(QmpClient qmp)
    {
        var info = await qmp.QueryMigrateAsync();
        List<IHostReply> news = [new HostReply.TransferProgressed(MigrationId, host, Sample(info.Ram))];
        if (await ActAsync(qmp, info) is { } reply)
        {
            HasEnded = reply is HostReply.TransferCompleted or HostReply.TransferFailed or HostReply.TransferStopped;
            news.Add(reply);
        }

        return news;
    }

    /// <summary>Before QEMU has figures (it connects) the sample is empty, but says that the source is there.</summary>
    private TransferSample Sample(RamProgress? ram) =>
        new(time.GetUtcNow(), ram?.Total ?? 0, ram?.Remaining ?? 0, ram?.Transferred ?? 0, ram?.DirtySyncCount ?? 0, ram?.DirtyBytesPerSecond ?? 0);

    private async Task<IHostReply?> ActAsync(QmpClient qmp, MigrationInfo info)
    {
        switch (info.Status)
        {
            case MigrationStatus.Active or MigrationStatus.Setup or MigrationStatus.PreSwitchover or MigrationStatus.Device:
                return await InPrecopyAsync(qmp, info);

            case MigrationStatus.PostcopyPaused when !_pauseTold:
                _pauseTold = true;
                return new HostReply.PostcopyPaused(MigrationId, host);

            case MigrationStatus.PostcopyActive or MigrationStatus.PostcopyPaused or MigrationStatus.PostcopyRecover:
                _pauseTold &= info.Status == MigrationStatus.PostcopyPaused;
                return InPostcopy(info.Status);

            case MigrationStatus.Completed when info.HasFigures:
                var (stoppedAt, completedAt, totals) = Outcome(info);
                return new HostReply.TransferCompleted(MigrationId, host, stoppedAt, completedAt, totals);

            case MigrationStatus.Failed or MigrationStatus.Cancelled:
                return await EndedAsync(qmp, info);

            default:
                return null;
        }
    }

    private async Task<IHostReply?> InPrecopyAsync(QmpClient qmp, MigrationInfo info)
    {
        if (_stopWanted)
        {
            if (!_cancelSent)
            {
                _cancelSent = true;
                await qmp.CancelMigrationAsync();
            }

            return null;
        }

        if (_postcopyWanted && !_postcopyAnswered && info.Status == MigrationStatus.Active)
        {
            _postcopyAnswered = true;
            return await StartPostcopyAsync(qmp);
        }

        return null;
    }

    private async Task<IHostReply> StartPostcopyAsync(QmpClient qmp)
    {
        try
        {
            await qmp.StartPostcopyAsync();
            return new HostReply.PostcopyStarted(MigrationId, host);
        }
        catch (QmpCommandException e)
        {
            return Refused(nameof(HostCommand.StartPostcopy), e.Message);
        }
    }

    private IHostReply? InPostcopy(MigrationStatus status)
    {
        // Accepting to resume is no more than an attempt: only when both sides have shaken hands does it go on.
        if (_resumeWanted && status == MigrationStatus.PostcopyActive)
        {
            (_resumeWanted, _resumeSentAt) = (false, null);
            return new HostReply.PostcopyResumed(MigrationId, host);
        }

        if (_stopWanted)
        {
            _stopWanted = false;
            return Refused(nameof(HostCommand.StopTransfer), "Post-copy has begun; cancelling would lose the VM.");
        }

        if (_postcopyWanted && !_postcopyAnswered)
        {
            _postcopyAnswered = true;
            return new HostReply.PostcopyStarted(MigrationId, host);
        }

        return null;
    }

    private async Task<IHostReply?> EndedAsync(QmpClient qmp, MigrationInfo info)
    {
        var status = await qmp.QueryStatusAsync();
        _failureSeenAt ??= time.GetUtcNow();
        if (!status.Running && time.GetUtcNow() - _failureSeenAt < ResumeGrace)
        {
            return null;
        }

        if (_stopWanted && status.Running)
        {
            return new HostReply.TransferStopped(MigrationId, host);
        }

        var what = info.Status == MigrationStatus.Cancelled ? "Somebody else cancelled the transfer." : $"The transfer failed: {info.Error ?? "QEMU gives no reason"}.";
        return new HostReply.TransferFailed(
            MigrationId, host, status.Running ? what : $"{what} The VM here is {status.Raw}.", status.Running);
    }

    private HostReply.CommandFailed Refused(string command, string reason) => new(MigrationId, host, command, reason);
}
