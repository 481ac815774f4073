using System.Text.RegularExpressions;
using MigrationActors.Testbed.Namespaces;

namespace MigrationActors.Testbed.Network;

/// <summary>
/// The name of one testbed, in front of its namespaces' names: 1 to 8 lower-case letters and digits, a letter first.
/// </summary>
public sealed partial record TestbedPrefix
{
    private const string Default = "ma";

    private TestbedPrefix(string value) => Value = value;

    public string Value { get; }

    /// <exception cref="TestbedException">The text is no prefix.</exception>
    public static TestbedPrefix Parse(string text) =>
        Allowed().IsMatch(text)
            ? new TestbedPrefix(text)
            : throw new TestbedException($"'{text}' cannot be a testbed's prefix. It takes 1 to 8 lower-case letters and digits, a letter first, such as '{Default}'.");

    /// <summary>
    /// The third byte of its addresses: 0 for the default prefix, else 1 to 254. Testbeds never see each other, so two with
    /// the same number do no harm; different numbers keep logs apart.
    /// </summary>
    public int Subnet => Value == Default ? 0 : 1 + Value.Aggregate(0, (sum, letter) => ((sum * 31) + letter) % 254);

    public override string ToString() => Value;

    [GeneratedRegex("^[a-z][a-z0-9]{0,7}\\z")]
    private static partial Regex Allowed();
}
