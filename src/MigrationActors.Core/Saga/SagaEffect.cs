using MigrationActors.Core.Techniques;

namespace MigrationActors.Core.Saga;

/// <summary>
/// What the actor does once the events are persisted. Every effect may be carried out more than once (a lost reply, a
/// recovery), so agents answer a repeated one as if it were the first.
/// </summary>
public abstract record SagaEffect
{
    public sealed record PrepareDestination(MigrationRequest Request, Technique Technique) : SagaEffect;

    public sealed record ReserveBandwidth(MigrationRequest Request, DestinationEndpoint Endpoint, Mbps Rate) : SagaEffect;

    public sealed record StartTransfer(MigrationRequest Request, DestinationEndpoint Endpoint, Technique Technique, Mbps MaxBandwidth) : SagaEffect;

    public sealed record StartPostcopy(MigrationRequest Request) : SagaEffect;

    public sealed record ConfirmDestination(MigrationRequest Request) : SagaEffect;

    public sealed record RetireSource(MigrationRequest Request) : SagaEffect;

    public sealed record StopTransfer(MigrationRequest Request) : SagaEffect;

    public sealed record DiscardDestination(MigrationRequest Request) : SagaEffect;

    public sealed record ReleaseBandwidth(MigrationRequest Request) : SagaEffect;
}
