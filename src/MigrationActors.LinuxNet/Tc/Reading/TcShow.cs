using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using MigrationActors.Core;

namespace MigrationActors.LinuxNet.Tc.Reading;

/// <summary>
/// Reads what tc prints. Classes are read as text: iproute2 6.1 prints HTB classes as text even when asked for JSON, and
/// the text has been the same since HTB exists.
/// </summary>
public static partial class TcShow
{
    /// <param name="json">From <c>tc -json qdisc show [dev DEV]</c>.</param>
    /// <exception cref="FormatException">Not the answer of that command.</exception>
    public static IReadOnlyList<QdiscInfo> ParseQdiscs(string json) => Each(json, qdisc => new QdiscInfo(
        Text(qdisc, "dev"),
        Text(qdisc, "kind") ?? throw new FormatException("A qdisc without a kind."),
        Text(qdisc, "handle") ?? "0:",
        IsRoot: qdisc.TryGetProperty("root", out var root) && root.ValueKind == JsonValueKind.True));

    /// <param name="json">From <c>tc -json filter show dev DEV parent PARENT</c>.</param>
    /// <returns>The filters that match packets. u32 also lists its hash tables; they match nothing and are left out.</returns>
    /// <exception cref="FormatException">Not the answer of that command.</exception>
    public static IReadOnlyList<FilterInfo> ParseFilters(string json) =>
        [.. Each(json, ParseFilter).OfType<FilterInfo>()];

    /// <param name="text">From <c>tc -s class show dev DEV</c>.</param>
    /// <returns>The HTB classes; those of other qdiscs are left out.</returns>
    /// <exception cref="FormatException">Not the answer of that command.</exception>
    public static IReadOnlyList<ClassInfo> ParseClasses(string text)
    {
        var classes = new List<ClassInfo>();
        foreach (Match match in HtbClass().Matches(text))
        {
            classes.Add(new ClassInfo(
                match.Groups["major"].Value,
                int.Parse(match.Groups["minor"].ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture),
                ParseRate(match.Groups["rate"].Value),
                ParseRate(match.Groups["ceil"].Value),
                long.Parse(match.Groups["sent"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture)));
        }

        if (classes.Count != HtbHeading().Count(text))
        {
            throw new FormatException($"'tc -s class show' answered in a form that is not known: {text.Trim()}");
        }

        return classes;
    }

    /// <param name="text">A rate as tc prints it: a number with bit, Kbit, Mbit, Gbit or Tbit.</param>
    /// <exception cref="FormatException">No such rate.</exception>
    public static Mbps ParseRate(string text)
    {
        var match = Rate().Match(text);
        if (!match.Success)
        {
            throw new FormatException($"'{text}' is no rate as tc prints it.");
        }

        var number = double.Parse(match.Groups["number"].ValueSpan, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
        return new Mbps(number * match.Groups["unit"].Value switch { "" => 1e-6, "K" => 1e-3, "M" => 1, "G" => 1e3, _ => 1e6 });
    }

    private static FilterInfo? ParseFilter(JsonElement filter)
    {
        if (!filter.TryGetProperty("options", out var options)
            || options.TryGetProperty("ht_divisor", out _)
            || Text(filter, "protocol") is not { } protocol)
        {
            return null;
        }

        var target = options.TryGetProperty("actions", out var actions)
            ? actions.EnumerateArray().Where(a => Text(a, "kind") == "mirred" && Text(a, "mirred_action") == "redirect").Select(a => Text(a, "to_dev")).FirstOrDefault()
            : null;
        return new FilterInfo(protocol, filter.GetProperty("pref").GetInt32(), target);
    }

    private static List<T> Each<T>(string json, Func<JsonElement, T> read)
    {
        // tc prints nothing at all where there is nothing of the kind.
        if (string.IsNullOrWhiteSpace(json))
        {
            return [];
        }

        try
        {
            using var document = JsonDocument.Parse(json);
            return [.. document.RootElement.EnumerateArray().Select(read)];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw new FormatException($"tc answered in a form that is not known: {json.Trim()}", e);
        }
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    [GeneratedRegex(
        @"^class htb (?<major>[0-9a-f]*:)(?<minor>[0-9a-f]+) [^\n]*?\brate (?<rate>\S+) ceil (?<ceil>\S+)[^\n]*\n\s*Sent (?<sent>[0-9]+) bytes",
        RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex HtbClass();

    [GeneratedRegex("^class htb ", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex HtbHeading();

    [GeneratedRegex(@"\A(?<number>[0-9]+(\.[0-9]+)?)(?<unit>[KMGT]?)bit\z", RegexOptions.CultureInvariant)]
    private static partial Regex Rate();
}
