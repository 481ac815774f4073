using System.Security.Cryptography;
using System.Text;

namespace MigrationActors.Qemu.Launch;

/// <summary>The UUID that a guest sees in its firmware tables: made from the VM's name, so that every host arrives at the same one.</summary>
public static class VmUuid
{
    private const string Namespace = "migration-actors/vm/";

    /// <summary>A version 8 (custom, hash-based) UUID of RFC 9562.</summary>
    public static Guid Of(string vmName)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes(Namespace + vmName))[..16];
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
