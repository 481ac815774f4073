using System.Globalization;

namespace MigrationActors.Cli.Rendering;

/// <summary>Numbers as people read them: at most three or four digits that mean something, always the same way.</summary>
internal static class Units
{
    public const string Nothing = "-";

    /// <summary>Far more than anybody waits, and safely inside of what a TimeSpan can hold.</summary>
    private const double LongestMs = 1e14;

    private static readonly string[] ByteUnits = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"];

    /// <summary>A time from milliseconds to days: <c>31 ms</c>, <c>4.45 s</c>, <c>3 min 05 s</c>, <c>2 h 03 min</c>, <c>4 d 02 h</c>.</summary>
    public static string Duration(TimeSpan time)
    {
        var ms = Math.Max(0, time.TotalMilliseconds);

        // Each bound is where the text of the smaller unit would round up to the larger one.
        return ms < 999.5 ? Text(ms, "0") + " ms"
            : ms < 9_995 ? Text(ms / 1000, "0.00") + " s"
            : ms < 59_950 ? Text(ms / 1000, "0.0") + " s"
            : Long((long)Math.Round(ms / 1000));
    }

    /// <param name="milliseconds">null where it is not known.</param>
    public static string Duration(double? milliseconds) =>
        milliseconds is { } ms && double.IsFinite(ms) ? Duration(TimeSpan.FromMilliseconds(Math.Clamp(ms, 0, LongestMs))) : Nothing;

    /// <summary>A size in powers of 1024: <c>512 B</c>, <c>12.0 KiB</c>, <c>312.4 MiB</c>.</summary>
    public static string Bytes(long bytes)
    {
        if (bytes < 1024)
        {
            return Math.Max(0, bytes).ToString(CultureInfo.InvariantCulture) + " B";
        }

        double value = bytes;
        var unit = 0;
        while (value >= 1023.95 && unit < ByteUnits.Length - 1)
        {
            value /= 1024;
            unit++;
        }

        return Text(value, "0.0") + " " + ByteUnits[unit];
    }

    /// <summary>A rate in Mbit/s without its unit, for columns whose header has it: one decimal below 100, none above.</summary>
    public static string RateNumber(double? mbps) =>
        mbps is { } rate && double.IsFinite(rate) ? Text(rate, Math.Abs(rate) < 99.95 ? "0.#" : "0") : Nothing;

    public static string Rate(double? mbps) => RateNumber(mbps) is var number && number == Nothing ? Nothing : number + " Mbit/s";

    /// <summary>Whole per cent, rounded down: 100 % is said when everything is there, and not before.</summary>
    public static string Percent(double fraction) =>
        Text(double.IsFinite(fraction) ? Math.Floor(Math.Clamp(fraction, 0, 1) * 100) : 0, "0") + " %";

    private static string Long(long seconds)
    {
        var (days, hours, minutes) = (seconds / 86_400, seconds / 3_600 % 24, seconds / 60 % 60);
        return days > 0 ? $"{days} d {hours:00} h"
            : hours > 0 ? $"{hours} h {minutes:00} min"
            : $"{minutes} min {seconds % 60:00} s";
    }

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
