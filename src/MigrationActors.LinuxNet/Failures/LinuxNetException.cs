namespace MigrationActors.LinuxNet.Failures;

/// <summary>Something about this host's network could not be done. The message is a sentence for a person: what, where, what to do.</summary>
public abstract class LinuxNetException : Exception
{
    protected LinuxNetException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
