using System.Text.RegularExpressions;

namespace MigrationActors.Protocol.Api;

/// <summary>The names of VMs, hosts, migrations and gangs, as requests may have them.</summary>
public static partial class ResourceName
{
    public const int MostCharacters = 63;

    public const string Rule = "a name is 1 to 63 letters, digits, '_', '.' or '-', and begins with a letter or a digit";

    public static bool IsValid(string name) => Pattern().IsMatch(name);

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9_.-]{0,62}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
