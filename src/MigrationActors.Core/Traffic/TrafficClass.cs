namespace MigrationActors.Core.Traffic;

/// <summary>The four kinds of traffic a host or a VM can have (thesis 4.4.1).</summary>
public enum TrafficClass
{
    Idle,
    Inbound,
    Outbound,
    Mixed,
}
