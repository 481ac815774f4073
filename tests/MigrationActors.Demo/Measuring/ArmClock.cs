namespace MigrationActors.Demo.Measuring;

/// <summary>How long each part of a run is watched.</summary>
public static class ArmClock
{
    /// <summary>Before the migration. Longer than the product's own window, so that what it decides on is what is there.</summary>
    public static readonly TimeSpan Before = TimeSpan.FromSeconds(6);

    /// <summary>After it.</summary>
    public static readonly TimeSpan After = TimeSpan.FromSeconds(4);

    public static readonly TimeSpan BootTimeout = TimeSpan.FromSeconds(90);

    public static readonly TimeSpan MigrationTimeout = TimeSpan.FromMinutes(5);
}
