namespace MigrationActors.Demo.Reporting;

public sealed record DemoReport(double LinkMbps, IReadOnlyList<DemoRun> Runs, Leftovers Leftovers);
