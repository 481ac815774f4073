namespace MigrationActors.Cli.Doctor;

internal enum DeviceState
{
    Absent,

    /// <summary>It is there, and this user may not open it, or the kernel has nothing behind it.</summary>
    Closed,

    Opens,
}
