namespace MigrationActors.Protocol.Api;

/// <summary>What tells a gang's id from a migration's.</summary>
public static class GangIds
{
    public const string Prefix = "g-";

    /// <summary>Whether it is a gang's whole id: its members' migrations are called by it too, with a dash and a number behind.</summary>
    public static bool IsGang(string id) =>
        id.StartsWith(Prefix, StringComparison.Ordinal) && !id.AsSpan(Prefix.Length).Contains('-');
}
