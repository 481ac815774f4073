namespace MigrationActors.Core.Bandwidth;

/// <summary>The background traffic a model was fitted under, seen from the VM (thesis 3.3).</summary>
public enum ModelTraffic
{
    Incoming,
    Outgoing,
    Mixed,
}
