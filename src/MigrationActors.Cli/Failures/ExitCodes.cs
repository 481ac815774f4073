namespace MigrationActors.Cli.Failures;

/// <summary>What migctl's exit codes mean. Scripts rely on them: a number keeps its meaning.</summary>
internal static class ExitCodes
{
    public const int Done = 0;

    /// <summary>
    /// What was waited for did not go as asked: a migration, or a gang's member, failed, was cancelled or is lost; a drained host still has VMs.
    /// Or doctor found something missing.
    /// </summary>
    public const int Unsuccessful = 1;

    /// <summary>The command line, a name or a file is wrong: the same again fails again.</summary>
    public const int WrongUsage = 2;

    /// <summary>What was named is not there, or the request does not fit what is going on now.</summary>
    public const int Refused = 3;

    /// <summary>The coordinator cannot be reached, or could not answer now.</summary>
    public const int Unavailable = 4;

    /// <summary>A fault of migctl's own, as sysexits(3) numbers it.</summary>
    public const int InternalFault = 70;

    /// <summary>Ctrl-C, as shells number it.</summary>
    public const int Interrupted = 130;

    /// <summary>The same, for the help text.</summary>
    public const string Explanation =
        """
        Exit codes:
          0    done
          1    the migration, or a member of the gang, that was waited for failed,
               was cancelled or is lost; a VM of the drained host stays on it;
               doctor: something is missing
          2    wrong usage or invalid input
          3    refused: not found, or in conflict with what is going on
          4    the coordinator is unreachable or unavailable
          70   a fault of migctl's own
          130  interrupted
        """;
}
