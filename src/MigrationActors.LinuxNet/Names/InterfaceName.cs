using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace MigrationActors.LinuxNet.Names;

/// <summary>
/// The name of a network interface: 1 to 15 letters, digits, '_', '.' or '-', the first a letter or digit. The kernel allows
/// more; this is what is safe as an argument of ip and tc, and as one word of a batch line.
/// </summary>
public sealed partial record InterfaceName
{
    /// <param name="value">The name as it came from outside.</param>
    /// <exception cref="FormatException">Not such a name; the message says what one looks like.</exception>
    public InterfaceName(string value)
    {
        if (!IsValid(value))
        {
            throw new FormatException(
                $"'{value}' is no usable interface name: give 1 to 15 letters, digits, '_', '.' or '-', starting with a letter or digit, such as 'eth0'.");
        }

        Value = value;
    }

    public string Value { get; }

    public static bool IsValid([NotNullWhen(true)] string? value) => value is not null && Pattern().IsMatch(value);

    public override string ToString() => Value;

    // \z, not $: the latter would let a trailing newline through.
    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9_.-]{0,14}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
