using MigrationActors.Qemu.Launch;
using MigrationActors.Qemu.Vms;
using MigrationActors.Testbed.Network;

namespace MigrationActors.Gangs.World;

/// <summary>What must hold once a gang has ended: every guest runs once, where it should, and goes on where it was; no rule is left.</summary>
/// <param name="GuestsAlive">How many guests nothing speaks against.</param>
/// <param name="RulesLeft">Lines of tc that were not there before.</param>
/// <param name="Violations">A sentence each.</param>
public sealed record Aftermath(int GuestsAlive, int RulesLeft, IReadOnlyList<string> Violations)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(200);

    /// <param name="places">The guests, each with the host where it should be.</param>
    /// <param name="before">What tc said before the gang.</param>
    /// <param name="settling">For how long this may take to come true: hosts announce themselves every second, and leases may have to run out.</param>
    public static async Task<Aftermath> FindAsync(
        GangWorld world, IReadOnlyDictionary<GangGuest, string> places, TrafficControl before, TimeSpan settling, CancellationToken cancellation)
    {
        var until = world.Time.GetUtcNow() + settling;
        Aftermath found;
        while ((found = await LookAsync(world, places, before, cancellation)).Violations.Count > 0 && world.Time.GetUtcNow() < until)
        {
            await Task.Delay(LookEvery, cancellation);
        }

        return found;
    }

    private static async Task<Aftermath> LookAsync(
        GangWorld world, IReadOnlyDictionary<GangGuest, string> places, TrafficControl before, CancellationToken cancellation)
    {
        var violations = new List<string>();
        var alive = 0;
        foreach (var (guest, host) in places)
        {
            var complaints = (await ComplaintsAsync(world, guest, host, cancellation)).ToList();
            alive += complaints.Count == 0 ? 1 : 0;
            violations.AddRange(complaints);
        }

        var now = (await TrafficControl.ReadAsync(world.Testbed.Layout, cancellation)).Lines;
        var left = now.Except(before.Lines).ToList();
        violations.AddRange(ByDevice("left in tc", left));
        violations.AddRange(ByDevice("gone from tc", before.Lines.Except(now)));
        return new Aftermath(alive, left.Count, violations);
    }

    private static async Task<IEnumerable<string>> ComplaintsAsync(GangWorld world, GangGuest guest, string host, CancellationToken cancellation)
    {
        var qemus = world.Hypervisors.Where(h => new VmDirectory(h.VmFolder).Find(VmName.Parse(guest.Name)) is not null).Select(h => h.Name).ToList();
        return
        [
            .. qemus is [var only] && only == host ? Array.Empty<string>() : [$"'{guest.Name}' should have one QEMU, on '{host}', and has {(qemus.Count == 0 ? "none" : $"one on {string.Join(" and on ", qemus.Select(q => $"'{q}'"))}")}"],
            .. await world.PlaceComplaintAsync(guest, host, cancellation) is { } misplaced ? new[] { misplaced } : [],
            .. guest.Complaints(),
        ];
    }

    /// <summary>Each line of tc begins with its host and interface: a violation for each interface, not for each line.</summary>
    private static IEnumerable<string> ByDevice(string what, IEnumerable<string> lines) =>
        lines.GroupBy(l => string.Join(' ', l.Split(' ').Take(2)), StringComparer.Ordinal).Select(g => $"{what}, {g.Count()} lines such as: {g.First()}");
}
