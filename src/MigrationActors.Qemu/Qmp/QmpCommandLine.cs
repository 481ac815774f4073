using System.Text.Json;
using System.Text.Json.Nodes;

namespace MigrationActors.Qemu.Qmp;

/// <summary>Writes a command as the line of JSON that QEMU reads.</summary>
public static class QmpCommandLine
{
    public static byte[] Encode(long id, string command, JsonObject? arguments)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            writer.WriteString("execute", command);
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
