using System.Globalization;

namespace MigrationActors.Cli.Rendering;

/// <summary>Points in time, in the reader's own zone.</summary>
internal static class Moments
{
    public static string Full(DateTimeOffset at, TimeZoneInfo zone) => Text(at, zone, "yyyy-MM-dd HH:mm:ss zzz");

    public static string Short(DateTimeOffset at, TimeZoneInfo zone) => Text(at, zone, "MM-dd HH:mm:ss");

    /// <summary>For lines that are tenths of a second apart, below a line with the day.</summary>
    public static string Fine(DateTimeOffset at, TimeZoneInfo zone) => Text(at, zone, "HH:mm:ss.fff");

    private static string Text(DateTimeOffset at, TimeZoneInfo zone, string format) =>
        TimeZoneInfo.ConvertTime(at, zone).ToString(format, CultureInfo.InvariantCulture);
}
