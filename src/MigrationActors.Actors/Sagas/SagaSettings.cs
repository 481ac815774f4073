using MigrationActors.Core.Saga;

namespace MigrationActors.Actors.Sagas;

/// <summary>How long a saga waits for its hosts.</summary>
public sealed record SagaSettings
{
    /// <summary>A command without an answer is sent again after this time; agents answer a repeated one as the first.</summary>
    public TimeSpan ResendInterval { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>A lease that is not renewed ends after this time; it is renewed three times as often. About twice as long as a failover takes.</summary>
    public TimeSpan LeaseLifetime { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long most steps may go without their answer before they count as failed.</summary>
    public TimeSpan StepDeadline { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>The same for starting and ending a QEMU: a guest's memory is freed, a disk over a busy link is opened.</summary>
    public TimeSpan LaunchDeadline { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The same for stopping a transfer and for the VM to come up at the destination, over a saturated link.</summary>
    public TimeSpan SwitchDeadline { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long both hosts may take to say where the VM is. Longer than a QMP command may take twice, for a QEMU that hangs.</summary>
    public TimeSpan InspectionDeadline { get; init; } = TimeSpan.FromSeconds(12);

    /// <summary>The pause before looking again where a look has not settled it.</summary>
    public TimeSpan LookInterval { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>By what factor a pre-copy must outrun its guest to converge in a bearable number of passes.</summary>
    public double ConvergenceMargin { get; init; } = 1.25;

    /// <summary>How it copes with trouble.</summary>
    public SagaRules Rules { get; init; } = SagaRules.Default;

    /// <summary>A source that sends and was not heard for so long is asked again where it stands.</summary>
    public TimeSpan SilencePatience { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>What a saga does next. Another one than the product's own is for those who want to see what a wrong one would do.</summary>
    public Func<SagaState, SagaInput, DateTimeOffset, SagaRules, SagaStep> Decide { get; init; } = MigrationSagaLogic.Decide;

    public TimeSpan DeadlineFor(SagaEffect effect) => effect switch
    {
        SagaEffect.Inspect => InspectionDeadline,
        SagaEffect.StopTransfer or SagaEffect.ConfirmDestination => SwitchDeadline,
        SagaEffect.PrepareDestination or SagaEffect.RetireSource or SagaEffect.DiscardDestination => LaunchDeadline,
        _ => StepDeadline,
    };
}
