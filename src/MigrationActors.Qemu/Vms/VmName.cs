using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace MigrationActors.Qemu.Vms;

/// <summary>
/// A VM's name, safe as a folder, a QEMU option and a word in a command line: 1 to 63 letters, digits, '_', '.' or '-', beginning
/// with a letter or digit.
/// </summary>
public sealed partial record VmName
{
    public const string Rule = "1 to 63 letters, digits, '_', '.' or '-', beginning with a letter or a digit";

    private VmName(string value) => Value = value;

    public string Value { get; }

    public static bool TryParse(string? text, [NotNullWhen(true)] out VmName? name)
    {
        name = text is not null && Pattern().IsMatch(text) ? new VmName(text) : null;
        return name is not null;
    }

    /// <exception cref="InvalidVmNameException">The text breaks the rule.</exception>
    public static VmName Parse(string? text) => TryParse(text, out var name) ? name : throw new InvalidVmNameException(text, Rule);

    public override string ToString() => Value;

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9_.-]{0,62}\z")]
    private static partial Regex Pattern();
}
