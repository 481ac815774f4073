using System.Text.Json;

namespace MigrationActors.Qemu.Commands;

/// <summary>
/// Reads answers that differ between QEMU's versions and between a migration's phases: what is missing or of another kind is
/// null, never an error.
/// </summary>
internal static class JsonReading
{
    public static JsonElement? Member(this JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var member) ? member : null;

    public static string? Text(this JsonElement parent, string name)
    {
        try
        {
            return parent.Member(name) is { ValueKind: JsonValueKind.String } member ? member.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair is valid JSON, but no text.
            return null;
        }
    }

    public static bool Flag(this JsonElement parent, string name) =>
        parent.Member(name) is { ValueKind: JsonValueKind.True };

    public static long? Whole(this JsonElement parent, string name) =>
        parent.Member(name) is { ValueKind: JsonValueKind.Number } member && member.TryGetInt64(out var value) ? value : null;

    public static double? Real(this JsonElement parent, string name) =>
        parent.Member(name) is { ValueKind: JsonValueKind.Number } member && member.TryGetDouble(out var value) && double.IsFinite(value) ? value : null;

    /// <summary>QEMU states durations in milliseconds.</summary>
    public static TimeSpan? Milliseconds(this JsonElement parent, string name) =>
        parent.Real(name) is { } value && value is >= 0 and < long.MaxValue / 10_000 ? TimeSpan.FromMilliseconds(value) : null;
}
