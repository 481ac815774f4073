namespace MigrationActors.Cli.Rendering;

/// <summary>Lists in sentences.</summary>
internal static class Enumeration
{
    /// <summary><c>a</c>, <c>a and b</c>, <c>a, b and c</c>, and where there are many more than <paramref name="most"/> <c>a, b and 7 more</c>.</summary>
    public static string Of(IReadOnlyList<string> names, int most = 3)
    {
        var shown = names.Count <= most + 1 ? names.ToList() : [.. names.Take(most), $"{names.Count - most} more"];
        return shown.Count <= 1 ? string.Concat(shown) : $"{string.Join(", ", shown.SkipLast(1))} and {shown[^1]}";
    }

    /// <summary><c>1 VM</c>, <c>3 VMs</c>.</summary>
    public static string Vms(int count) => count == 1 ? "1 VM" : $"{count} VMs";
}
