namespace MigrationActors.Protocol.Hosts;

/// <summary>Which part of a migration's way a host shapes.</summary>
public enum ShapingSide
{
    /// <summary>What leaves toward the destination.</summary>
    Source,

    /// <summary>What arrives from the source, and the page requests and acknowledgements that go back.</summary>
    Destination,

    /// <summary>The NFS server: what it sends to either host stays within what the reservation leaves.</summary>
    Storage,
}
