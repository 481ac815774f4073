namespace MigrationActors.Cli.Doctor;

internal enum TrialOutcome
{
    Works,
    Fails,
    NotTried,
}
