namespace MigrationActors.Cli.Doctor;

internal enum CheckStatus
{
    Ok,

    /// <summary>It works without, with less; or it could not be found out.</summary>
    Warning,

    /// <summary>The role cannot be played without it.</summary>
    Missing,
}
