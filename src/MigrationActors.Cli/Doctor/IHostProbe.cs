namespace MigrationActors.Cli.Doctor;

/// <summary>Looks at the machine.</summary>
internal interface IHostProbe
{
    /// <param name="roles">What need not be tried for these roles is left out.</param>
    Task<HostFacts> LookAsync(Roles roles, CancellationToken cancellation);
}
