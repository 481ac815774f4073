namespace MigrationActors.Core.Ledger;

/// <summary>Which way a host's link is used; the host's own view.</summary>
public enum LinkDirection
{
    /// <summary>What leaves the host: migrations of which it is the source.</summary>
    Out,

    /// <summary>What arrives: migrations of which it is the destination.</summary>
    In,
}
