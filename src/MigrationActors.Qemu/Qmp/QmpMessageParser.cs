using System.Text;
using System.Text.Json;

namespace MigrationActors.Qemu.Qmp;

/// <summary>Turns one line of JSON into what QEMU meant (QEMU's docs/interop/qmp-spec).</summary>
public static class QmpMessageParser
{
    private const int ShownOfBadLine = 200;

    /// <exception cref="QmpProtocolException">The line is no JSON or no QMP message.</exception>
    public static QmpMessage Parse(ReadOnlySpan<byte> line)
    {
        try
        {
            return Understand(ParseObject(line)) ?? throw NotQmp(line, null);
        }
        catch (InvalidOperationException e)
        {
            // A member of the wrong kind, or a text with half a surrogate pair.
            throw NotQmp(line, e);
        }
    }

    private static QmpMessage? Understand(JsonElement root)
    {
        if (root.TryGetProperty("return", out var value))
            return new QmpReturn(Id(root), value);
        if (root.TryGetProperty("event", out var name) && name.ValueKind == JsonValueKind.String)
            return new QmpEvent(name.GetString()!, root.TryGetProperty("data", out var data) ? data : default, Timestamp(root));
        if (root.TryGetProperty("error", out var error) && error.ValueKind == JsonValueKind.Object)
            return new QmpError(Id(root), Text(error, "class"), Text(error, "desc"));
        if (root.TryGetProperty("QMP", out var greeting) && greeting.ValueKind == JsonValueKind.Object && greeting.TryGetProperty("version", out var version))
            return new QmpGreeting(QemuVersion.Parse(version), OffersOutOfBand(greeting));
        return null;
    }

    private static JsonElement ParseObject(ReadOnlySpan<byte> line)
    {
        try
        {
            var reader = new Utf8JsonReader(line);
            var root = JsonElement.ParseValue(ref reader);
            if (root.ValueKind == JsonValueKind.Object && reader.BytesConsumed == line.Length)
                return root;
        }
        catch (JsonException e)
        {
            throw NotQmp(line, e);
        }

        throw NotQmp(line, null);
    }

    private static bool OffersOutOfBand(JsonElement greeting) =>
        greeting.TryGetProperty("capabilities", out var capabilities) && capabilities.ValueKind == JsonValueKind.Array
        && capabilities.EnumerateArray().Any(capability => capability.ValueKind == JsonValueKind.String && capability.ValueEquals(QmpCommandLine.OutOfBandCapability));

    private static long? Id(JsonElement root) =>
        root.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.Number && id.TryGetInt64(out var number) ? number : null;

    private static string Text(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString()! : "";

    private static DateTimeOffset Timestamp(JsonElement root)
    {
        // QEMU writes -1 where its clock failed.
        if (root.TryGetProperty("timestamp", out var timestamp) && timestamp.ValueKind == JsonValueKind.Object
            && timestamp.TryGetProperty("seconds", out var s) && s.TryGetInt64(out var seconds) && seconds is >= 0 and < 253_402_300_799
            && timestamp.TryGetProperty("microseconds", out var us) && us.TryGetInt64(out var microseconds) && microseconds is >= 0 and < 1_000_000)
        {
            return DateTimeOffset.FromUnixTimeSeconds(seconds).AddMicroseconds(microseconds);
        }

        return DateTimeOffset.UnixEpoch;
    }

    private static QmpProtocolException NotQmp(ReadOnlySpan<byte> line, Exception? inner) =>
        new($"This is not a QMP message: {Encoding.UTF8.GetString(line[..Math.Min(line.Length, ShownOfBadLine)])}", inner);
}
