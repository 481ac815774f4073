namespace MigrationActors.Core.Gang;

/// <summary>How the VMs of a gang are moved (thesis 4.4.2).</summary>
public enum Strategy
{
    /// <summary>At the same time as the others of its kind.</summary>
    Parallel,

    /// <summary>One after another: no other member of the gang uses the same link meanwhile.</summary>
    Serial,
}
