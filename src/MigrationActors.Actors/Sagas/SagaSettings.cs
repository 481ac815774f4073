using MigrationActors.Core.Saga;

namespace MigrationActors.Actors.Sagas;

/// <summary>How long a saga waits for its hosts.</summary>
public sealed record SagaSettings
{
    /// <summary>A command without an answer is sent again after this time; agents answer a repeated one as the first.</summary>
    public TimeSpan ResendInterval { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>A lease that is not renewed ends after this time; it is renewed three times as often.</summary>
    public TimeSpan LeaseLifetime { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a step may go without its answer before it counts as failed.</summary>
    public TimeSpan DeadlineFor(SagaEffect effect) => effect switch
    {
        // Stopping and ending QEMUs wait for guests' memory to be freed and for a saturated link.
        SagaEffect.StopTransfer or SagaEffect.ConfirmDestination => TimeSpan.FromSeconds(60),
        SagaEffect.PrepareDestination or SagaEffect.RetireSource or SagaEffect.DiscardDestination => TimeSpan.FromSeconds(30),
        _ => TimeSpan.FromSeconds(15),
    };
}
