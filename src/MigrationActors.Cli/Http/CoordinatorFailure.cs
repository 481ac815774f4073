namespace MigrationActors.Cli.Http;

/// <summary>Why the coordinator did not do what was asked.</summary>
internal enum CoordinatorFailure
{
    /// <summary>Nobody is at the address: the request was not sent.</summary>
    Unreachable,

    /// <summary>Somebody took the request, or a part of it, and hung up.</summary>
    HungUp,

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
