namespace MigrationActors.Qemu.Vms;

/// <summary>The paths a definition may name. Strict, because they end in QEMU's option syntax and in error messages.</summary>
internal static class AbsolutePath
{
    public const string Rule = "an absolute path to a file, without control characters, commas, quotes, backslashes or '..'";
    private const int MaxLength = 4096;
    private const string Forbidden = ",\"'\\";

    public static bool IsValid(string path) =>
        path.Length is > 1 and <= MaxLength
        && path[0] == '/'
        && path[^1] != '/'
        && !path.Any(c => char.IsControl(c) || Forbidden.Contains(c, StringComparison.Ordinal))
        && !path.Split('/').Contains("..");
}
