namespace MigrationActors.Qemu.Launch;

/// <summary>The signals we send to a QEMU.</summary>
internal enum PosixSignalNumber
{
    Kill = 9,

    /// <summary>QEMU ends in order, as after 'quit'.</summary>
    Terminate = 15,
}
