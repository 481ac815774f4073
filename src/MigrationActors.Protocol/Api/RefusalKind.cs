namespace MigrationActors.Protocol.Api;

public enum RefusalKind
{
    /// <summary>The request itself is wrong; the same again fails again.</summary>
    Invalid,

    /// <summary>What it names is not there.</summary>
    NotFound,

    /// <summary>It does not fit what is going on now.</summary>
    Conflict,

    /// <summary>It could not be answered now; the same again may succeed.</summary>
    Unavailable,
}
