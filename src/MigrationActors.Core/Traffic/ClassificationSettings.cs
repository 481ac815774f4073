namespace MigrationActors.Core.Traffic;

/// <summary>Where one class of traffic ends and the next begins. The defaults are the thesis's (4.4.1).</summary>
public sealed record ClassificationSettings
{
    /// <summary>By what factor one direction must exceed the other to be called dominant: 1 or more.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 1, NaN or infinite: both directions could then dominate at once.</exception>
    public double Threshold
    {
        get;
        init => field = double.IsFinite(value) && value >= 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Threshold), value, "The classification threshold is a factor of 1 or more, such as 1.2.");
    } = 1.2;

    /// <summary>Traffic below this rate in both directions is idle. Stated for a 1 Gbit/s link and scaled with the real one.</summary>
    public Mbps IdleFloor { get; init; } = new(10);
}
