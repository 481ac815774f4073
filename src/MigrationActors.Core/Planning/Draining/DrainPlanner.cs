namespace MigrationActors.Core.Planning.Draining;

/// <summary>Chooses a destination for every VM of a host that is to be emptied.</summary>
public static class DrainPlanner
{
    /// <summary>
    /// The largest VM first, each to the host that could still receive the most after what it was given here, among those with the memory for
    /// it; ties by memory, then by name. A VM that cannot go is named with the reason. Costs about as much as sorting hosts and VMs.
    /// </summary>
    public static DrainPlan Plan(DrainSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        var targets = new DrainTargets(snapshot.Hosts.Where(h => h.Name != snapshot.Host).Select(h => DrainTarget.Of(h, snapshot.ReserveMiB)));
        var moves = new List<DrainMove>();
        var stay = new List<DrainStay>();
        foreach (var vm in snapshot.Vms.OrderByDescending(v => v.MemoryMiB).ThenBy(v => v.Name, StringComparer.Ordinal))
        {
            if (vm.Obstacle is { } obstacle)
            {
                stay.Add(new(vm.Name, obstacle));
            }
            else if (targets.BestFor(vm.MemoryMiB) is { } target)
            {
                moves.Add(new(vm.Name, new(target.Name, Why(target, vm, targets.Able))));
                targets.Give(vm);
            }
            else
            {
                stay.Add(new(vm.Name, WhyNone(vm, targets.LargestTooSmall, snapshot)));
            }
        }

        return new(moves, stay);
    }

    private static string Why(DrainTarget target, DrainVm vm, int able) => able == 1
        ? $"'{target.Name}' is the only host with {vm.MemoryMiB} MiB of memory for it."
        : $"Of {able} hosts with {vm.MemoryMiB} MiB of memory for it '{target.Name}' can still receive the most: {new Mbps(Math.Max(0, target.FreeIn))}.";

    private static string WhyNone(DrainVm vm, DrainTarget? largest, DrainSnapshot snapshot) => largest is null
        ? $"There is no other host that could take VMs from '{snapshot.Host}'."
        : $"No host has the {vm.MemoryMiB} MiB of memory it needs: beside the others that go there and a reserve of {snapshot.ReserveMiB} MiB "
            + $"'{largest.Name}' has the most, {Math.Max(0, largest.FreeMiB)} MiB.";
}
