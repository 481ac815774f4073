namespace MigrationActors.Core.Techniques;

/// <summary>Whether the two sides can do post-copy, which hybrid needs as well.</summary>
/// <param name="Obstacle">What stands in the way, in words; null where nothing does or nobody knows.</param>
public sealed record PostCopyCapability(bool Source, bool Destination, string? Obstacle);
