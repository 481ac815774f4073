namespace MigrationActors.Core.Bandwidth;

/// <summary>A set of bandwidth models cannot be used. The message says which model and segment, and what is wrong with it.</summary>
public sealed class InvalidBandwidthModelException : Exception
{
    public InvalidBandwidthModelException(string message)
        : base(message)
    {
    }

    public InvalidBandwidthModelException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
