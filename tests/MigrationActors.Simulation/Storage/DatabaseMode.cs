namespace MigrationActors.Simulation.Storage;

/// <summary>How the database does.</summary>
public enum DatabaseMode
{
    Up,

    /// <summary>Nothing is read or written; who asks is told so, soon or late.</summary>
    Down,

    /// <summary>Somebody else holds the lock: nothing is answered until it is given back, or patience ends.</summary>
    Locked,

    /// <summary>Read, but not written.</summary>
    Full,

    /// <summary>Writes are kept, but their answer is lost: the writer is told of a failure.</summary>
    LosesAnswers,
}
