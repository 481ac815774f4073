namespace MigrationActors.Core.Bandwidth;

/// <summary>Which of the VM's two rates drives a model.</summary>
public enum ModelAxis
{
    In,
    Out,
}
