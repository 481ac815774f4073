namespace MigrationActors.Protocol.Api;

/// <summary>How large a gang may be.</summary>
public static class GangLimits
{
    /// <summary>
    /// VMs in one gang. A gang is answered in one message, and messages between nodes are limited (<c>cluster-config/akka.conf</c>): what is larger is
    /// dropped on the way. More VMs are several gangs; the coordinator shares the links among them just as well.
    /// </summary>
    public const int MostMembers = 256;

    /// <summary>What an answer about a gang, or a list, may take as JSON, in bytes: less than a message between nodes, with room for its envelope.</summary>
    public const int MostAnswerBytes = 480_000;
}
