namespace MigrationActors.Protocol.Api;

/// <summary>What tells a gang's id from a migration's.</summary>
public static class GangIds
{
    public const string Prefix = "g-";

    public static bool IsGang(string id) => id.StartsWith(Prefix, StringComparison.Ordinal);
}
