namespace MigrationActors.Cli.Doctor;

/// <summary>One thing that was looked at.</summary>
/// <param name="Found">What is there.</param>
/// <param name="Fix">What to do, with Debian's package names; null where nothing is to be done.</param>
internal sealed record CheckResult(string Name, CheckStatus Status, string Found, string? Fix)
{
    public static CheckResult Ok(string name, string found) => new(name, CheckStatus.Ok, found, null);

    public static CheckResult Warning(string name, string found, string fix) => new(name, CheckStatus.Warning, found, fix);

    public static CheckResult Missing(string name, string found, string fix) => new(name, CheckStatus.Missing, found, fix);
}
