namespace MigrationActors.LinuxNet.Tc.Failures;

/// <summary>How a refused change left the interface.</summary>
public enum TcAftermath
{
    /// <summary>Nothing had been changed, or what was there before is there again.</summary>
    Restored,

    /// <summary>What was there before could not be put back; none of our rules is left.</summary>
    Removed,

    /// <summary>Rules may be left in part.</summary>
    Unknown,
}
