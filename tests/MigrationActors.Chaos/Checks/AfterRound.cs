using MigrationActors.Chaos.Looking;
using MigrationActors.Chaos.World;
using MigrationActors.Protocol.Api;
using MigrationActors.Testbed.Network;

namespace MigrationActors.Chaos.Checks;

/// <summary>
/// What must hold once a migration has ended: one copy of the guest runs, and goes on where it was, at the host that the outcome says;
/// no rule, no QEMU, no tap, no folder, no port is left. Leases run out by themselves, so all that has a while to come true.
/// </summary>
public sealed class AfterRound(ChaosWorld world)
{
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(250);

    /// <param name="ended">The migration; null where it did not end.</param>
    /// <param name="from">When the round began, on the probe's clock.</param>
    /// <returns>A sentence for each violation.</returns>
    public async Task<IReadOnlyList<string>> FindAsync(MigrationView? ended, DateTimeOffset from, CancellationToken cancellation)
    {
        var until = world.Time.GetUtcNow() + Settling;
        IReadOnlyList<string> found;
        while ((found = await LookAsync(ended, from, cancellation)).Count > 0 && world.Time.GetUtcNow() < until)
        {
            await Task.Delay(LookEvery, cancellation);
        }

        return found;
    }

    private async Task<IReadOnlyList<string>> LookAsync(MigrationView? ended, DateTimeOffset from, CancellationToken cancellation)
    {
        var rules = (await TrafficControl.ReadAsync(world.Testbed.Layout, cancellation)).Lines;
        List<string> found = [.. ByDevice("left in tc", rules.Except(world.Rules)), .. ByDevice("gone from tc", world.Rules.Except(rules))];
        if (ended?.Phase == "lost")
        {
            // Neither QEMU is touched then: a person decides.
            return found;
        }

        var qemus = await QemuSearch.OfAsync(world.Guest.Name, world.Hypervisors, cancellation);
        var running = qemus.Where(q => q.IsRunning).ToList();
        if (running is not [var only])
        {
            found.Add($"{running.Count} copies of the guest run: {(qemus.Count == 0 ? "no QEMU of it is there" : string.Join(" and ", qemus))}");
            return found;
        }

        if (Expected(ended) is { } host && only.Host != host)
        {
            found.Add($"the guest runs on '{only.Host}', although the migration is {ended!.Phase}");
        }

        if (await world.ShownAsync(cancellation) is { } shown && (shown is not [{ State: ChaosWorld.Running } view] || view.Host != only.Host))
        {
            found.Add($"the guest runs on '{only.Host}', and the coordinator shows it {(shown.Count == 0 ? "nowhere" : string.Join(", ", shown.Select(v => $"{v.State} on '{v.Host}'")))}");
        }

        found.AddRange(world.Guest.Complaints(from));
        foreach (var each in world.Hypervisors)
        {
            var here = each.Name == only.Host;
            found.AddRange(await HostLeftovers.FindAsync(each, here ? world.Guest.Name : null, here ? only.Pid : null, cancellation));
        }

        return found;
    }

    /// <summary>Lines of tc, each of which begins with its host and interface: a violation for each interface, not for each line.</summary>
    private static IEnumerable<string> ByDevice(string what, IEnumerable<string> lines) =>
        lines.GroupBy(l => string.Join(' ', l.Split(' ').Take(2)), StringComparer.Ordinal).Select(g => $"{what}, {g.Count()} lines such as: {g.First()}");

    private static string? Expected(MigrationView? ended) => ended?.Phase switch
    {
        "completed" => ended.Destination,
        "failed" or "cancelled" => ended.Source,
        _ => null,
    };
}
