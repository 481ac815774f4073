using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using MigrationActors.LinuxNet.Names;

namespace MigrationActors.LinuxNet.Taps;

/// <summary>
/// The name of a VM's tap: "ma", 8 hex digits of a hash of the VM's name, "-", the NIC's number. VM names are longer than the
/// 15 characters of an interface name, and an agent that restarts must find the tap again without having written it down.
/// </summary>
public static partial class TapName
{
    public const int MostNics = 100;

    /// <summary>The highest first byte of a unicast address that no manufacturer gave.</summary>
    private const byte HighestLocal = 0xfe;

    /// <param name="vmName">The VM's name.</param>
    /// <param name="nic">The NIC's number in the VM, 0 to 99.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is outside 0 to 99.</exception>
    public static InterfaceName For(string vmName, int nic)
    {
        ArgumentException.ThrowIfNullOrEmpty(vmName);
        ArgumentOutOfRangeException.ThrowIfNegative(nic);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(nic, MostNics);
        return new InterfaceName(string.Create(CultureInfo.InvariantCulture, $"{Prefix(vmName)}{nic}"));
    }

    /// <summary>
    /// The hardware address of the tap on the host; the guest has another. A bridge takes the lowest address among its ports, and hosts that know the bridge
    /// by its former one send into the void until they ask anew, some ten seconds. So the tap's is as high as one can be.
    /// </summary>
    public static string AddressFor(string vmName, int nic)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(vmName));
        return string.Join(':', new[] { HighestLocal, hash[0], hash[1], hash[2], hash[3], (byte)nic }.Select(b => b.ToString("x2", CultureInfo.InvariantCulture)));
    }

    /// <summary>Whether a name is one that this class gives to the taps of that VM.</summary>
    public static bool IsOf(string vmName, string name) => IsOurs(name) && name.StartsWith(Prefix(vmName), StringComparison.Ordinal);

    /// <summary>Whether a name is of the form this class gives.</summary>
    public static bool IsOurs(string name) => Pattern().IsMatch(name);

    private static string Prefix(string vmName)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(vmName));
        return $"ma{Convert.ToHexStringLower(hash.AsSpan(0, 4))}-";
    }

    [GeneratedRegex(@"\Ama[0-9a-f]{8}-[0-9]{1,2}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
