using System.Text.Json;

namespace MigrationActors.Qemu.Qmp;

/// <summary>QEMU's own version and the distributor's name for it.</summary>
public sealed record QemuVersion(int Major, int Minor, int Micro, string Package)
{
    /// <summary>Reads the object that the greeting and query-version carry.</summary>
    /// <exception cref="QmpProtocolException">The numbers are missing.</exception>
    public static QemuVersion Parse(JsonElement version)
    {
        if (version.ValueKind == JsonValueKind.Object
            && version.TryGetProperty("qemu", out var qemu) && qemu.ValueKind == JsonValueKind.Object
            && TryGetNumber(qemu, "major", out var major)
            && TryGetNumber(qemu, "minor", out var minor)
            && TryGetNumber(qemu, "micro", out var micro))
        {
            var package = version.TryGetProperty("package", out var name) && name.ValueKind == JsonValueKind.String ? name.GetString()! : "";
            return new QemuVersion(major, minor, micro, package);
        }

        throw new QmpProtocolException($"QEMU's version is not understood: {version.GetRawText()}");
    }

    public override string ToString() => Package.Length == 0 ? $"{Major}.{Minor}.{Micro}" : $"{Major}.{Minor}.{Micro} ({Package})";

    private static bool TryGetNumber(JsonElement parent, string name, out int value)
    {
        value = 0;
        return parent.TryGetProperty(name, out var element) && element.ValueKind == JsonValueKind.Number && element.TryGetInt32(out value);
    }
}
