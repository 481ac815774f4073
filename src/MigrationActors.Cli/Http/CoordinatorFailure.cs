namespace MigrationActors.Cli.Http;

/// <summary>Why the coordinator did not do what was asked.</summary>
internal enum CoordinatorFailure
{
    /// <summary>Nobody answers at the address.</summary>
    Unreachable,

    /// <summary>Somebody took the request and did not answer in time.</summary>
    TimedOut,

    /// <summary>It answered that it cannot now.</summary>
    Unavailable,

    /// <summary>What answers does not talk like a coordinator.</summary>
    NotACoordinator,

    Invalid,
    NotFound,
    Conflict,
}
