namespace MigrationActors.Cli.Doctor;

/// <summary>What a machine is to be; more than one is possible.</summary>
[Flags]
internal enum Roles
{
    None = 0,

    /// <summary>Runs VMs.</summary>
    Host = 1,

    /// <summary>Serves their disks, and yields bandwidth while they move.</summary>
    Storage = 2,

    /// <summary>Decides.</summary>
    Coordinator = 4,

    All = Host | Storage | Coordinator,
}
