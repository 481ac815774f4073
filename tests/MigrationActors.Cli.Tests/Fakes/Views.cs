using MigrationActors.Protocol.Api;

namespace MigrationActors.Cli.Tests.Fakes;

/// <summary>Views as a coordinator sends them.</summary>
internal static class Views
{
    public static readonly DateTimeOffset Start = new(2025, 3, 1, 10, 0, 0, TimeSpan.Zero);

    private static readonly string[] Order =
    [
        "requested", "profiled", "decided", "destinationPrepared", "reserved", "transferring", "transferred", "switchedOver", "sourceRetired",
        "released", "completed",
    ];

    /// <summary>A migration whose story ends with <paramref name="phase"/>, a quarter of a second for each phase.</summary>
    public static MigrationView Migration(
        string phase, double fraction = 0, long transferred = 0, string? failure = null, string vm = "web-1", double? estimateMs = null, long passes = 1)
    {
        string[] terminal = ["completed", "failed", "cancelled", "lost"];
        var until = Array.IndexOf(Order, phase);
        string[] phases = until >= 0 ? Order[..(until + 1)] : [.. Order[..6], phase];
        var ended = terminal.Contains(phase);
        return new MigrationView(
            "m-1a2b3c4d", vm, "src", "dst", "high", phase, ended, "preCopy", 800, 800, 812.5, 140, 30, 60,
            ["idle hosts: pre-copy", "140 Mbit/s free is less than 812.5 ideal: reserve"],
            new ProgressView(fraction, transferred, 1000, 2000, passes, 180.26, estimateMs),
            ended ? 4450 : null,
            ended ? 31 : null,
            ended ? 327_575_142 : null,
            failure,
            [.. phases.Select((p, i) => new HistoryView(p, Start.AddMilliseconds(250 * i), p == "reserved" ? "800 Mbit/s at src, dst, nfs" : null))]);
    }

    public static HostView Host(string name, params VmView[] vms) => new(
        name, "10.77.0.1", ["host"], true, 0.4, 200, 187.4, 3.06, "outbound", "7.2.22", true, null, vms);

    public static VmView Vm(string name, string host) => new(name, host, "running", 768, 12.34, 0.2, "outbound", "contentDelivery", 60, 120);

    public static MigrationList Migrations(params string[] outcomes) => new(
    [
        .. outcomes.Select((o, i) => new MigrationSummary(
            $"m-0000000{i}", "web-1", "src", "dst", "medium", o, Start, o == "running" ? null : Start.AddSeconds(4.45))),
    ]);
}
