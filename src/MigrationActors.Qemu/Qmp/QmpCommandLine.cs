using System.Text.Json;
using System.Text.Json.Nodes;

namespace MigrationActors.Qemu.Qmp;

/// <summary>Writes a command as the line of JSON that QEMU reads.</summary>
public static class QmpCommandLine
{
    /// <summary>QEMU's name for executing beside its main loop.</summary>
    public const string OutOfBandCapability = "oob";

    public static byte[] Encode(long id, string command, JsonObject? arguments, bool outOfBand = false)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            writer.WriteString(outOfBand ? "exec-oob" : "execute", command);
            if (arguments is not null)
            {
                writer.WritePropertyName("arguments");
                arguments.WriteTo(writer);
            }

            writer.WriteNumber("id", id);
            writer.WriteEndObject();
        }

        stream.WriteByte((byte)'\n');
        return stream.ToArray();
    }
}
