using System.Text.RegularExpressions;

namespace MigrationActors.Protocol.Api;

/// <summary>
/// What a caller names its request by, so that asking again cannot start it a second time: 1 to 64 letters, digits, '_', '.', ':'
/// and '-'. A key is good for as long as the coordinator's journal.
/// </summary>
public static partial class IdempotencyKey
{
    /// <summary>The HTTP header that carries it with what begins something: a migration, a gang, a drain.</summary>
    public const string Header = "Idempotency-Key";

    public const string Rule = "a key is 1 to 64 letters, digits, '_', '.', ':' or '-'";

    public static bool IsValid(string key) => Pattern().IsMatch(key);

    [GeneratedRegex(@"\A[A-Za-z0-9_.:-]{1,64}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
