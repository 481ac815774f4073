using System.Text.RegularExpressions;
using MigrationActors.Cli.Failures;
using MigrationActors.Cli.Rendering;
using MigrationActors.Protocol.Api;

namespace MigrationActors.Cli.Input;

/// <summary>The names of VMs, hosts and migrations, checked before anything is sent.</summary>
internal static partial class Name
{
    /// <param name="kind">What it names, for the message: "VM", "host", "migration".</param>
    /// <returns><paramref name="value"/>, which is a name.</returns>
    /// <exception cref="InvalidInputException">It is not; the message says why.</exception>
    public static string Check(string kind, string? value)
    {
        if (string.IsNullOrEmpty(value))
        {
            throw new InvalidInputException($"The {kind}'s name is empty: give one, as 'migctl {Listing(kind)}' lists them.");
        }

        return ResourceName.IsValid(value) ? value : throw new InvalidInputException(
            $"'{Plain.Short(value)}' cannot be a {kind}'s name: {Fault(value)}. A name is 1 to {ResourceName.MostCharacters} letters, digits, '_', '.' or '-', "
            + "and begins with a letter or a digit.");
    }

    private static string Fault(string value)
    {
        if (Allowed().Match(value) is { Success: true, Length: var fine } && fine < value.Length)
        {
            var odd = value[fine];
            return char.IsWhiteSpace(odd) ? "it contains a space" : $"it contains {Plain.Quoted(odd)}";
        }

        return value.Length > ResourceName.MostCharacters ? $"it has {value.Length} characters" : $"it begins with {Plain.Quoted(value[0])}";
    }

    private static string Listing(string kind) => kind switch
    {
        "VM" => "vms",
        "host" => "hosts",
        _ => "status",
    };

    [GeneratedRegex(@"\A[A-Za-z0-9_.-]*")]
    private static partial Regex Allowed();
}
