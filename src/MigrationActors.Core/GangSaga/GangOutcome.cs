namespace MigrationActors.Core.GangSaga;

/// <summary>How a gang ended; each member's own end is beside it.</summary>
public enum GangOutcome
{
    /// <summary>Every member arrived.</summary>
    Completed,

    /// <summary>Some arrived; the others run where they were.</summary>
    Partial,

    /// <summary>None arrived; they run where they were.</summary>
    Failed,

    /// <summary>None arrived, by the user's wish.</summary>
    Cancelled,

    /// <summary>At least one member was lost.</summary>
    Lost,
}
