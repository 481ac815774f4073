namespace MigrationActors.Chaos.Plans;

/// <summary>Whose process is killed.</summary>
public enum KillTarget
{
    /// <summary>The active one of the three candidates.</summary>
    Coordinator,

    /// <summary>The node on the host that the guest leaves.</summary>
    SourceAgent,

    /// <summary>The node on the host that the guest goes to.</summary>
    DestinationAgent,
}
