using MigrationActors.Processes;

namespace MigrationActors.LinuxNet.Failures;

/// <summary>The kernel refused a change of the network because the process lacks CAP_NET_ADMIN.</summary>
public sealed class MissingPrivilegeException : LinuxNetException
{
    public MissingPrivilegeException(string attempt, string complaint)
        : base(
            $"Could not {attempt}: this needs CAP_NET_ADMIN. Run as root, or give the service AmbientCapabilities=CAP_NET_ADMIN. (The system said: {complaint})")
    {
    }

    /// <summary>Throws if this failed result is the kernel's "no" to an unprivileged process; returns otherwise.</summary>
    /// <param name="result">How ip or tc ended.</param>
    /// <param name="attempt">What was tried, to follow "Could not".</param>
    public static void ThrowIfDenied(CommandResult result, string attempt)
    {
        // ip and tc run with LC_ALL=C, so these are the errno texts of EPERM and, for /dev/net/tun, EACCES.
        var complaint = result.Complaint;
        if (!result.Succeeded
            && (complaint.Contains("Operation not permitted", StringComparison.Ordinal)
                || complaint.Contains("Permission denied", StringComparison.Ordinal)))
        {
            throw new MissingPrivilegeException(attempt, complaint.ReplaceLineEndings("; "));
        }
    }
}
