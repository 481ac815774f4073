using System.Globalization;
using System.Text.RegularExpressions;
using MigrationActors.Cli.Failures;
using MigrationActors.Cli.Rendering;
using MigrationActors.Protocol.Api;

namespace MigrationActors.Cli.Input;

/// <summary>
/// By when VMs should have arrived: a point in time, or a time from now on. Whether it has passed the coordinator says: a request that it took before,
/// under its key, may be asked for again late.
/// </summary>
internal static partial class Deadline
{
    private const string Rule = "write it as 2026-03-14T15:30 (here), 2026-03-14T15:30:00Z (UTC) or, from now on, as 90s, 15m or 2h";

    /// <summary>Longer is a slip of the finger, and the product of a large number must not leave what a clock can tell.</summary>
    private const int MostDigits = 6;

    private static readonly string[] LocalFormats = ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss"];

    /// <param name="subject">Where it was given, for the message.</param>
    /// <returns>It as <see cref="Moment"/> reads it.</returns>
    /// <exception cref="InvalidInputException">It cannot be read.</exception>
    public static string Read(string text, string subject, TimeProvider time) => Moment.Text(
        Moment.Parse(text) ?? Local(text, time.LocalTimeZone) ?? FromNow(text, time.GetUtcNow())
            ?? throw new InvalidInputException($"{subject} '{Plain.Short(text)}' is no time: {Rule}."));

    private static DateTimeOffset? Local(string text, TimeZoneInfo zone) =>
        DateTime.TryParseExact(text, LocalFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var there)
            ? new DateTimeOffset(there, zone.GetUtcOffset(there))
            : null;

    private static DateTimeOffset? FromNow(string text, DateTimeOffset now)
    {
        if (Span().Match(text) is not { Success: true } match || match.Groups[1].Length > MostDigits)
        {
            return null;
        }

        var number = int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture);
        return now + match.Groups[2].Value switch
        {
            "s" => TimeSpan.FromSeconds(number),
            "m" => TimeSpan.FromMinutes(number),
            _ => TimeSpan.FromHours(number),
        };
    }

    [GeneratedRegex(@"\A([0-9]+)(s|m|h)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Span();
}
