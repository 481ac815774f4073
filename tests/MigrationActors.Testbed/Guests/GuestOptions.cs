using System.Text.RegularExpressions;
using MigrationActors.Core;
using MigrationActors.Testbed.Namespaces;

namespace MigrationActors.Testbed.Guests;

/// <summary>What a test guest is and does.</summary>
/// <param name="Name">1 to 63 letters, digits, `_`, `.` and `-`, a letter or digit first.</param>
public sealed partial record GuestOptions(string Name)
{
    /// <summary>Beside what is filled: the kernel, the initramfs and iperf3's buffers.</summary>
    public const int SystemMiB = 96;

    private const int DefaultMemoryMiB = 256;
    private const int DefaultDiskMiB = 64;

    /// <summary>The pattern and the counter must fit (see guestd.c).</summary>
    private const int LeastDiskMiB = 8;
    private const int MostMiB = 65536;
    private const int DefaultWorkingSetMiB = 64;
    private const double MostMbps = 100_000;

    private static readonly string[] Workloads =
        ["transactional", "analytical", "content-delivery", "development", "batch", "archival"];

    public int MemoryMiB { get; init; } = DefaultMemoryMiB;

    public int DiskMiB { get; init; } = DefaultDiskMiB;

    /// <summary>Memory filled with random bytes.</summary>
    public int FillMiB { get; init; }

    /// <summary>MiB of memory written anew each second, page by page.</summary>
    public int DirtyMiBPerSecond { get; init; }

    /// <summary>The part of the memory that is dirtied; null: 64 MiB, or what is filled where that is less.</summary>
    public int? WorkingSetMiB { get; init; }

    /// <summary>TCP from the guest to the external peer; null for none.</summary>
    public Mbps? Out { get; init; }

    /// <summary>TCP from the external peer to the guest; null for none.</summary>
    public Mbps? In { get; init; }

    /// <summary>The SLA class that the definition states, such as content-delivery; null for none.</summary>
    public string? Workload { get; init; }

    /// <summary>The SLA bounds that the definition states; null for none.</summary>
    public (Mbps Lower, Mbps Upper)? Sla { get; init; }

    /// <summary>What is dirtied in the end, in MiB.</summary>
    public int EffectiveWorkingSetMiB =>
        DirtyMiBPerSecond == 0 ? 0 : WorkingSetMiB ?? (FillMiB > 0 ? Math.Min(FillMiB, DefaultWorkingSetMiB) : DefaultWorkingSetMiB);

    /// <exception cref="TestbedException">Lists everything that is wrong.</exception>
    public void Validate()
    {
        var problems = Problems().ToList();
        if (problems.Count > 0)
        {
            throw new TestbedException($"The guest '{Name}' cannot be made:\n  - {string.Join("\n  - ", problems)}");
        }
    }

    private IEnumerable<string> Problems()
    {
        if (!AllowedName().IsMatch(Name))
        {
            yield return "the name takes 1 to 63 letters, digits, '_', '.' and '-', and begins with a letter or digit.";
        }

        if (MemoryMiB is < SystemMiB or > MostMiB)
        {
            yield return $"memory is {MemoryMiB} MiB, but must be {SystemMiB} to {MostMiB}.";
        }

        if (DiskMiB is < LeastDiskMiB or > MostMiB)
        {
            yield return $"the disk is {DiskMiB} MiB, but must be {LeastDiskMiB} to {MostMiB}.";
        }

        if (FillMiB < 0 || DirtyMiBPerSecond is < 0 or > MostMiB || WorkingSetMiB <= 0)
        {
            yield return "fill, dirty and working set are MiB above zero, or left out.";
        }
        else if (Math.Max(FillMiB, EffectiveWorkingSetMiB) + SystemMiB > MemoryMiB)
        {
            yield return $"to fill {FillMiB} MiB and dirty {EffectiveWorkingSetMiB} MiB it needs {Math.Max(FillMiB, EffectiveWorkingSetMiB) + SystemMiB} MiB of memory, and has {MemoryMiB}.";
        }

        if (Out?.Value is 0 or > MostMbps || In?.Value is 0 or > MostMbps)
        {
            yield return $"traffic in and out is above 0 and at most {MostMbps} Mbit/s, or left out.";
        }

        if (Workload is not null && !Workloads.Contains(Workload))
        {
            yield return $"'{Workload}' is no workload; there are {string.Join(", ", Workloads)}.";
        }

        if (Sla is { } sla && sla.Lower > sla.Upper)
        {
            yield return $"the SLA's lower bound ({sla.Lower}) is above its upper one ({sla.Upper}).";
        }
    }

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9_.-]{0,62}\z")]
    private static partial Regex AllowedName();
}
