namespace MigrationActors.Cli.Doctor;

/// <summary>What <c>migctl doctor --json</c> prints.</summary>
/// <param name="Role">host, storage, coordinator or all.</param>
internal sealed record DoctorReport(string Role, int Missing, int Warnings, IReadOnlyList<CheckResult> Checks)
{
    public static DoctorReport Of(HostFacts facts, Roles roles)
    {
        var checks = CheckList.Evaluate(facts, roles);
        return new DoctorReport(
            roles.ToString().ToLowerInvariant(),
            checks.Count(c => c.Status == CheckStatus.Missing),
            checks.Count(c => c.Status == CheckStatus.Warning),
            checks);
    }
}
