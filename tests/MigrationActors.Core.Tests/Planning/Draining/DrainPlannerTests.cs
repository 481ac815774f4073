using CsCheck;
using MigrationActors.Core.Planning.Draining;
using MigrationActors.Core.Traffic;

namespace MigrationActors.Core.Tests.Planning.Draining;

public sealed class DrainPlannerTests
{
    [Fact]
    public void The_host_that_can_still_receive_the_most_takes_the_next_largest()
    {
        // 'beta' has 900 Mbit/s left, then 500; 'gamma' has 800, then 500 as well, and more memory.
        var plan = Plan(
            [Host("beta", 1000, 100, 9000), Host("gamma", 1000, 200, 9999)],
            [Vm("small", 1000, 10, 0), Vm("large", 4000, 400, 0), Vm("middle", 2000, 0, 300)]);

        plan.Stay.ShouldBeEmpty();
        plan.Moves.ShouldBe(
        [
            new("large", new("beta", "Of 2 hosts with 4000 MiB of memory for it 'beta' can still receive the most: 900 Mbit/s.")),
            new("middle", new("gamma", "Of 2 hosts with 2000 MiB of memory for it 'gamma' can still receive the most: 800 Mbit/s.")),
            new("small", new("gamma", "Of 2 hosts with 1000 MiB of memory for it 'gamma' can still receive the most: 500 Mbit/s.")),
        ]);
    }

    [Fact]
    public void Memory_comes_before_bandwidth_and_what_was_given_before_is_gone()
    {
        var plan = Plan(
            [Host("beta", 1000, 0, 3000), Host("gamma", 1000, 900, 6000)],
            [Vm("a", 4000, 0, 0), Vm("b", 3000, 0, 0), Vm("c", 2500, 0, 0), Vm("d", 2000, 0, 0)]);

        plan.Moves.ShouldBe(
        [
            new("a", new("gamma", "'gamma' is the only host with 4000 MiB of memory for it.")),
            new("b", new("beta", "'beta' is the only host with 3000 MiB of memory for it.")),
            new("d", new("gamma", "'gamma' is the only host with 2000 MiB of memory for it.")),
        ]);
        plan.Stay.ShouldBe(
        [
            new("c", "No host has the 2500 MiB of memory it needs: beside the others that go there and a reserve of 0 MiB 'gamma' has the most, 2000 MiB."),
        ]);
    }

    [Fact]
    public void The_reserve_is_left_free() =>
        DrainPlanner.Plan(new DrainSnapshot("alpha", [Host("beta", 1000, 0, 1100)], [Vm("a", 1000, 0, 0)], ReserveMiB: 200)).Stay.ShouldHaveSingleItem()
            .Reason.ShouldContain("a reserve of 200 MiB 'beta' has the most, 900 MiB");

    [Fact]
    public void A_VM_that_cannot_be_moved_stays_with_its_reason_and_takes_nothing_from_the_others()
    {
        var plan = Plan([Host("beta", 1000, 0, 1000)], [Vm("a", 1000, 0, 0) with { Obstacle = "It is paused." }, Vm("b", 1000, 0, 0)]);

        plan.Stay.ShouldBe([new("a", "It is paused.")]);
        plan.Moves.ShouldHaveSingleItem().Vm.ShouldBe("b");
    }

    [Fact]
    public void The_host_itself_takes_nothing() =>
        Plan([Host("alpha", 1000, 0, 9000)], [Vm("a", 1000, 0, 0)]).Stay.ShouldBe([new("a", "There is no other host that could take VMs from 'alpha'.")]);

    [Fact]
    public void A_host_that_is_promised_more_than_it_has_still_takes_what_no_other_has_the_memory_for() =>
        Plan([Host("beta", 100, 200, 9000)], [Vm("a", 1000, 0, 0), Vm("b", 1000, 0, 0)]).Moves.Count.ShouldBe(2);

    [Fact]
    public void Any_VM_goes_where_there_is_memory_or_stays_with_a_reason_and_the_best_host_is_taken() => Snapshots.Sample(snapshot =>
    {
        var plan = DrainPlanner.Plan(snapshot);

        plan.Moves.Select(m => m.Vm).Concat(plan.Stay.Select(s => s.Vm)).Order().ShouldBe(snapshot.Vms.Select(v => v.Name).Order());
        plan.Stay.ShouldAllBe(s => s.Reason.Length > 0);
        plan.Moves.Select(m => (m.Vm, m.Destination.Choice)).ShouldBe(ByScan(snapshot));
        var assigned = plan.Moves.GroupBy(m => m.Destination.Choice, m => snapshot.Vms.Single(v => v.Name == m.Vm).MemoryMiB);
        assigned.ShouldAllBe(host => host.Sum() <= snapshot.Hosts.Single(h => h.Name == host.Key).FreeMemoryMiB - snapshot.ReserveMiB);
    });

    [Fact]
    public void The_order_of_hosts_and_VMs_does_not_matter() => Snapshots.Sample(snapshot =>
    {
        var plan = DrainPlanner.Plan(snapshot);
        var turned = DrainPlanner.Plan(snapshot with { Hosts = [.. snapshot.Hosts.Reverse()], Vms = [.. snapshot.Vms.Reverse()] });

        turned.Moves.ShouldBe(plan.Moves);
        turned.Stay.ShouldBe(plan.Stay);
    });

    /// <summary>The same rule by looking at every host for every VM.</summary>
    private static List<(string Vm, string Host)> ByScan(DrainSnapshot snapshot)
    {
        var free = snapshot.Hosts.Where(h => h.Name != snapshot.Host)
            .ToDictionary(h => h.Name, h => (Memory: h.FreeMemoryMiB - snapshot.ReserveMiB, In: h.Allocatable.Value - h.In.Value));
        var moves = new List<(string, string)>();
        foreach (var vm in snapshot.Vms.Where(v => v.Obstacle is null).OrderByDescending(v => v.MemoryMiB).ThenBy(v => v.Name, StringComparer.Ordinal))
        {
            var able = free.Where(h => h.Value.Memory >= vm.MemoryMiB).ToList();
            if (able.Count > 0)
            {
                var best = able.OrderByDescending(h => h.Value.In).ThenByDescending(h => h.Value.Memory).ThenBy(h => h.Key, StringComparer.Ordinal).First().Key;
                free[best] = (free[best].Memory - vm.MemoryMiB, free[best].In - Math.Max(vm.Traffic.In.Value, vm.SlaLower.Value));
                moves.Add((vm.Name, best));
            }
        }

        return moves;
    }

    private static Gen<DrainSnapshot> Snapshots { get; } = Gen.Select(
        Gen.Select(Gen.Int[1, 10], Gen.Int[0, 10], Gen.Long[0, 20]).Array[0, 8],
        Gen.Select(Gen.Long[0, 10], Gen.Int[0, 3], Gen.Int[0, 3], Gen.Frequency((5, Gen.Const(false)), (1, Gen.Const(true)))).Array[0, 20],
        Gen.Long[0, 2])
        .Select((hosts, vms, reserve) => new DrainSnapshot(
            "host0",
            [.. hosts.Select((h, i) => Host($"host{i}", h.Item1 * 100, h.Item2 * 100, h.Item3 * 100))],
            [.. vms.Select((v, i) => Vm($"vm{i}", v.Item1 * 100, v.Item2 * 100, v.Item3 * 100) with { Obstacle = v.Item4 ? "It is paused." : null })],
            reserve * 100));

    private static DrainPlan Plan(DrainHost[] hosts, DrainVm[] vms) => DrainPlanner.Plan(new DrainSnapshot("alpha", hosts, vms, ReserveMiB: 0));

    private static DrainHost Host(string name, double allocatable, double incoming, long free) => new(name, new Mbps(allocatable), new Mbps(incoming), free);

    private static DrainVm Vm(string name, long memory, double incoming, double slaLower) =>
        new(name, memory, new TrafficRate(Mbps.Zero, new Mbps(incoming)), new Mbps(slaLower), Obstacle: null);
}
