using System.Globalization;

namespace MigrationActors.Bench.Reporting;

/// <summary>Numbers for people.</summary>
internal static class Numbers
{
    public static string Time(double? milliseconds) => milliseconds switch
    {
        null => "–",
        < 1 => string.Create(CultureInfo.InvariantCulture, $"{milliseconds * 1000:0} µs"),
        < 100 => string.Create(CultureInfo.InvariantCulture, $"{milliseconds:0.0} ms"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{milliseconds:0} ms"),
    };

    public static string Seconds(double? milliseconds) =>
        milliseconds is { } ms ? (ms / 1000).ToString("0.0", CultureInfo.InvariantCulture) : "–";

    public static string Ratio(double? ratio) => ratio?.ToString(ratio < 1 ? "0.000" : "0.00", CultureInfo.InvariantCulture) ?? "–";
}
