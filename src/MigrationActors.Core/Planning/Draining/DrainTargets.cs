namespace MigrationActors.Core.Planning.Draining;

/// <summary>
/// The hosts that may take VMs, asked for VMs that never grow. That order makes two queues enough, and no search over all hosts necessary: a host
/// that can hold one VM can hold the next, until it is given one.
/// </summary>
internal sealed class DrainTargets
{
    /// <summary>Those that can hold the VM asked for last: the most free bandwidth first, then the most memory.</summary>
    private readonly PriorityQueue<DrainTarget, (double, long, string)> able = new(DescendingThenName.Instance);

    /// <summary>Those that cannot yet, the one with the most memory first.</summary>
    private readonly PriorityQueue<DrainTarget, (double, long, string)> small = new(DescendingThenName.Instance);

    public DrainTargets(IEnumerable<DrainTarget> targets)
    {
        foreach (var target in targets)
        {
            Add(target, toAble: false);
        }
    }

    /// <summary>How many could have held the VM asked for last.</summary>
    public int Able => able.Count;

    /// <summary>The one with the most memory among those that could not; null where there is none.</summary>
    public DrainTarget? LargestTooSmall => small.TryPeek(out var target, out _) ? target : null;

    /// <summary>The best host for a VM, or null where none has the memory.</summary>
    /// <param name="memoryMiB">Never more than the time before.</param>
    public DrainTarget? BestFor(long memoryMiB)
    {
        while (small.TryPeek(out var largest, out _) && largest.FreeMiB >= memoryMiB)
        {
            Add(small.Dequeue(), toAble: true);
        }

        return able.TryPeek(out var best, out _) ? best : null;
    }

    /// <summary>Gives the best host the VM it was asked for.</summary>
    public void Give(DrainVm vm)
    {
        var left = able.Dequeue().With(vm);
        Add(left, toAble: left.FreeMiB >= vm.MemoryMiB);
    }

    private void Add(DrainTarget target, bool toAble)
    {
        if (toAble)
        {
            able.Enqueue(target, (target.FreeIn, target.FreeMiB, target.Name));
        }
        else
        {
            small.Enqueue(target, (target.FreeMiB, target.FreeMiB, target.Name));
        }
    }

    private sealed class DescendingThenName : IComparer<(double First, long Second, string Name)>
    {
        public static DescendingThenName Instance { get; } = new();

        public int Compare((double First, long Second, string Name) x, (double First, long Second, string Name) y)
        {
            var first = y.First.CompareTo(x.First);
            var second = first != 0 ? first : y.Second.CompareTo(x.Second);
            return second != 0 ? second : string.CompareOrdinal(x.Name, y.Name);
        }
    }
}
