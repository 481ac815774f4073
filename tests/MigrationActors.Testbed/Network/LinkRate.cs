using System.Globalization;
using System.Text.RegularExpressions;
using MigrationActors.Core;
using MigrationActors.Testbed.Namespaces;

namespace MigrationActors.Testbed.Network;

/// <summary>The rate of the links between the hosts and the switch, as tc writes it: 500kbit, 200mbit, 1gbit.</summary>
public static partial class LinkRate
{
    private const double LowestMbps = 1;
    private const double HighestMbps = 100_000;

    /// <summary>1 Mbit/s to 100 Gbit/s.</summary>
    /// <exception cref="TestbedException">The text is no such rate.</exception>
    public static Mbps Parse(string text)
    {
        var match = Pattern().Match(text);
        if (!match.Success)
        {
            throw Invalid(text);
        }

        var unit = match.Groups[2].Value switch { "kbit" => 0.001, "mbit" => 1, _ => 1000 };
        var rate = double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) * unit;
        return rate is >= LowestMbps and <= HighestMbps ? new Mbps(rate) : throw Invalid(text);
    }

    private static TestbedException Invalid(string text) =>
        new($"'{text}' cannot be a link rate. It takes a number and kbit, mbit or gbit, from 1mbit to 100gbit, such as 200mbit.");

    [GeneratedRegex(@"^(\d{1,9}(?:\.\d{1,6})?)(kbit|mbit|gbit)\z")]
    private static partial Regex Pattern();
}
