namespace MigrationActors.Actors.Network;

public sealed record NetworkSettings
{
    /// <summary>How often the counters are read.</summary>
    public TimeSpan SampleInterval { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How often rates are published and logged.</summary>
    public TimeSpan PublishInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Over how long a rate is averaged: a decision should not follow one sample.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromSeconds(5);
}
