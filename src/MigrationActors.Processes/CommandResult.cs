namespace MigrationActors.Processes;

/// <summary>How a program ended and what it printed.</summary>
public sealed record CommandResult(int ExitCode, string Output, string Error)
{
    public bool Succeeded => ExitCode == 0;

    /// <summary>What a person should read about a failure: standard error, or standard output where that is empty.</summary>
    public string Complaint => (string.IsNullOrWhiteSpace(Error) ? Output : Error).Trim();
}
