namespace MigrationActors.Core.Progress;

/// <summary>A running transfer from three sides: how far it is, whether anything gets through, whether it will ever end.</summary>
public sealed record TransferWatch(TransferProgress Progress, StallWatch Stall, ConvergenceWatch Convergence)
{
    public static TransferWatch Start { get; } = new(TransferProgress.None, StallWatch.Start, ConvergenceWatch.Start);

    public TransferWatch With(TransferSample sample) => new(Progress.With(sample), Stall.With(sample), Convergence.With(sample));
}
