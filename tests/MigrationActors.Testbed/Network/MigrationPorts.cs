namespace MigrationActors.Testbed.Network;

/// <summary>
/// The TCP ports that migrations listen on: QEMU's customary range 49152 to 49215, one aligned block, so that one mask
/// matches it. Nobody on a testbed's host gets one of them as an ephemeral port, so a port in the range means migration.
/// </summary>
public static class MigrationPorts
{
    public const int First = 49152;
    public const int Last = 49215;

    /// <summary>The mask of the block of 64 ports, as u32 takes it.</summary>
    public const string Mask = "0xffc0";
}
