namespace MigrationActors.Core.Saga;

/// <summary>What giving up does, in this order: nothing is thrown away at the destination while the source might still send.</summary>
public enum AbortStep
{
    StopTransfer,
    DiscardDestination,
    ReleaseBandwidth,
}
