namespace MigrationActors.Node;

/// <summary>What migrationd ends with.</summary>
public static class ExitCode
{
    public const int Stopped = 0;

    /// <summary>The settings, a port, the journal or the host do not allow a start; standard error says why.</summary>
    public const int CannotStart = 1;

    public const int Usage = 2;

    /// <summary>The cluster goes on without this node, or has no majority of its coordinators: start it again. Guests run on.</summary>
    public const int LeftOut = 3;
}
