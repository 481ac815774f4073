using MigrationActors.Protocol.Api;

namespace MigrationActors.Cli.Tests.Fakes;

/// <summary>Gangs and plans as a coordinator sends them.</summary>
internal static class GangViews
{
    public static GangMemberView Member(string vm, string phase, double? fraction = null, string? failure = null, string? waits = null, int order = 1)
    {
        var begun = !GangPhases.IsWaiting(phase) && phase != GangPhases.Skipped;
        return new GangMemberView(
            vm, "src", "dst", "high", "parallel", "Urgency high goes with the others.", order, begun ? "m-" + vm : null, phase, begun ? "preCopy" : null, begun ? 80 : null,
            fraction, phase == "completed" ? 4450 : null, phase == "completed" ? 31 : null, 4000, 30, waits, failure);
    }

    public static GangView Gang(params GangMemberView[] members) => Gang(members, []);

    public static GangView Gang(IReadOnlyList<GangMemberView> members, IReadOnlyList<StayView> stay, string? drained = null)
    {
        var terminal = members.All(m => GangPhases.IsTerminal(m.Phase));
        var outcome = !terminal ? "running" : members.All(m => m.Phase == "completed") ? "completed" : "partial";
        return new GangView(
            "g-1a2b3c4d", drained is null ? "gang" : "drain", drained, "auto", outcome, terminal, Views.Start, terminal ? Views.Start.AddSeconds(9) : null, members, stay,
            terminal ? 9000 : null, terminal ? 62 : null, 8000, ["Two VMs are inbound: pre-copy."]);
    }

    public static PlanMemberView Planned(string vm, int order = 1, double? reserved = 80, double margin = 12.5, string? waits = null) => new(
        vm, "src", "dst", "medium", "serial", "Medium, and the path is contended: serial.", order, "postCopy", reserved, 90, 120, 30, 60, 0, 12_340, 12_340, 45,
        "linear: 768 MiB at the planned rate.", [new RateView(0, 5000, 80, true), new RateView(5000, 12_340, 120, false)], waits, margin, 20, ["Source 'src' is outbound: post-copy."]);

    public static PlanView Plan(params PlanMemberView[] members) => new(members, [], 12_340, 12_340, 45);
}
