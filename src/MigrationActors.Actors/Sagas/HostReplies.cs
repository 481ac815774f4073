using MigrationActors.Core.Saga;
using MigrationActors.Protocol.Hosts;

namespace MigrationActors.Actors.Sagas;

/// <summary>What a host's answer means to the saga.</summary>
public static class HostReplies
{
    /// <summary>The input an answer is, or null where it is not one by itself.</summary>
    public static SagaInput? Input(IHostReply reply) => reply switch
    {
        HostReply.DestinationPrepared r => new SagaInput.DestinationReady(new DestinationEndpoint(r.Address, r.Port)),
        HostReply.TransferAccepted r => new SagaInput.TransferAccepted(r.AcceptedAt),
        HostReply.TransferCompleted r => new SagaInput.TransferCompleted(r.StoppedAt, r.CompletedAt, r.Totals),
        HostReply.TransferFailed r => new SagaInput.TransferFailed($"{r.Host}: {r.Reason}", r.SourceRuns),
        HostReply.TransferStopped => new SagaInput.TransferStopped(),
        HostReply.DestinationRuns r => new SagaInput.DestinationRuns(r.ResumedAt),
        HostReply.SourceRetired => new SagaInput.SourceGone(),
        HostReply.DestinationDiscarded => new SagaInput.DestinationGone(),
        HostReply.PostcopyStarted => new SagaInput.PostcopyConfirmed(),
        HostReply.PostcopyPaused => new SagaInput.PostcopyPaused(),
        HostReply.PostcopyResumed => new SagaInput.PostcopyResumed(),
        _ => null,
    };

    /// <summary>Whether the answer is the one that the step waits for.</summary>
    public static bool Ends(IHostReply reply, SagaEffect? step) => (step, reply) switch
    {
        (SagaEffect.PrepareDestination, HostReply.DestinationPrepared) => true,
        (SagaEffect.ReserveBandwidth, HostReply.BandwidthReserved) => true,
        (SagaEffect.ReleaseBandwidth, HostReply.BandwidthReleased) => true,
        (SagaEffect.Inspect, HostReply.SourceInspected or HostReply.DestinationInspected) => true,
        (SagaEffect.StartTransfer or SagaEffect.FollowTransfer, HostReply.TransferAccepted) => true,
        (SagaEffect.RecoverPostcopy, HostReply.PostcopyResumed) => true,
        (SagaEffect.StartPostcopy, HostReply.PostcopyStarted) => true,
        (SagaEffect.ConfirmDestination, HostReply.DestinationRuns) => true,
        (SagaEffect.RetireSource, HostReply.SourceRetired) => true,
        (SagaEffect.StopTransfer, HostReply.TransferStopped) => true,
        (SagaEffect.DiscardDestination, HostReply.DestinationDiscarded) => true,

        // How the transfer ended answers whatever was asked of it.
        (SagaEffect.StartTransfer or SagaEffect.FollowTransfer or SagaEffect.StartPostcopy or SagaEffect.StopTransfer, HostReply.TransferCompleted or HostReply.TransferFailed) => true,
        _ => false,
    };
}
