using MigrationActors.Core.Techniques;

namespace MigrationActors.Core.Saga;

/// <summary>
/// What the actor does once the events are persisted. Every effect may be carried out more than once (a lost reply, a
/// recovery), so agents answer a repeated one as if it were the first.
/// </summary>
public abstract record SagaEffect
{
    public sealed record PrepareDestination(MigrationRequest Request, Technique Technique, bool PostcopyAllowed) : SagaEffect;

    public sealed record ReserveBandwidth(MigrationRequest Request, DestinationEndpoint Endpoint, Mbps Rate) : SagaEffect;

    public sealed record StartTransfer(
        MigrationRequest Request, DestinationEndpoint Endpoint, Technique Technique, Mbps MaxBandwidth, bool PostcopyAllowed) : SagaEffect;

    public sealed record StartPostcopy(MigrationRequest Request) : SagaEffect;

    public sealed record ConfirmDestination(MigrationRequest Request) : SagaEffect;

    public sealed record RetireSource(MigrationRequest Request) : SagaEffect;

    public sealed record StopTransfer(MigrationRequest Request) : SagaEffect;

    public sealed record DiscardDestination(MigrationRequest Request) : SagaEffect;

    public sealed record ReleaseBandwidth(MigrationRequest Request) : SagaEffect;

    /// <summary>Take up the transfer that runs at the source already; never start one.</summary>
    public sealed record FollowTransfer(MigrationRequest Request) : SagaEffect;

    /// <summary>Ask both hosts what is true; a host that does not answer is unheard.</summary>
    public sealed record Inspect(MigrationRequest Request) : SagaEffect;

    /// <summary>Wait a little, then look again.</summary>
    public sealed record LookAgain : SagaEffect;

    /// <summary>Make the destination of a paused post-copy listen anew, then resume at the source, with its cap.</summary>
    public sealed record RecoverPostcopy(MigrationRequest Request, DestinationEndpoint Endpoint, Mbps MaxBandwidth) : SagaEffect;

    /// <summary>Break a post-copy that hangs, so that it can be recovered. Said once; whether it was heard shows.</summary>
    public sealed record PausePostcopy(MigrationRequest Request) : SagaEffect;

    /// <summary>Change a running pre-copy. Said once; where it is not heard, the next step of the ladder comes.</summary>
    public sealed record AdjustTransfer(MigrationRequest Request, Mbps? MaxBandwidth, bool Throttle) : SagaEffect;
}
