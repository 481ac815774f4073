using System.Globalization;
using MigrationActors.Core;
using MigrationActors.LinuxNet.Names;

namespace MigrationActors.LinuxNet.Tc.Planning;

/// <summary>The steps that put a tree on a device, or change the one that is there, each with its way back.</summary>
internal static class TreeSteps
{
    /// <summary>Puts a whole tree on a device whose root is the kernel's default.</summary>
    public static IReadOnlyList<TcStep> Fresh(InterfaceName device, TreePlan tree) =>
    [
        new(
            string.Create(CultureInfo.InvariantCulture, $"qdisc add dev {device} root handle {TcHandles.Root} htb default 0x{TcHandles.Default:x}"),
            [RemoveRoot(device)]),
        Add(device, tree.Link),
        .. tree.Classes.SelectMany(c => Add(device, c)),
    ];

    /// <summary>
    /// Changes one tree into another in place. Traffic goes on: classes that stay keep their queues and counters. Rates fall
    /// before others rise, so that at no moment more is promised than the link has.
    /// </summary>
    public static IReadOnlyList<TcStep> Change(InterfaceName device, TreePlan from, TreePlan to)
    {
        var before = from.Classes.ToDictionary(c => c.Minor);
        var after = to.Classes.Select(c => c.Minor).ToHashSet();
        var stay = to.Classes.Where(c => before.ContainsKey(c.Minor)).OrderBy(c => c.Rate.Value - before[c.Minor].Rate.Value);
        return
        [
            .. ChangeLink(device, from.Link, to.Link),
            .. from.Classes.Where(c => !after.Contains(c.Minor)).SelectMany(c => Remove(device, c)),
            .. stay.SelectMany(c => Change(device, before[c.Minor], c)),
            .. to.Classes.Where(c => !before.ContainsKey(c.Minor)).SelectMany(c => Add(device, c)),
        ];
    }

    public static string RemoveRoot(InterfaceName device) => $"qdisc del dev {device} root";

    private static IEnumerable<TcStep> ChangeLink(InterfaceName device, Mbps from, Mbps to) =>
        from == to ? [] : [Change(device, ClassPlanOf(from), ClassPlanOf(to), root: true)];

    private static ClassPlan ClassPlanOf(Mbps link) => new(TcHandles.Parent, "link", link, link, Priority: 0, []);

    private static TcStep Add(InterfaceName device, Mbps link) =>
        new(ClassLine("add", device, ClassPlanOf(link), root: true), [$"class del dev {device} classid {TcHandles.ClassId(TcHandles.Parent)}"]);

    private static IEnumerable<TcStep> Add(InterfaceName device, ClassPlan plan) =>
    [
        new(ClassLine("add", device, plan), [ClassRemoval(device, plan)]),
        // The queue goes with its class.
        new(QueueLine("add", device, plan), []),
        .. plan.Filters.SelectMany(f => Add(device, plan, f)),
    ];

    private static IEnumerable<TcStep> Remove(InterfaceName device, ClassPlan plan) =>
    [
        // Filters first: the kernel does not let a class go that filters point to.
        .. plan.Filters.Select(f => Remove(device, plan, f)),
        new(ClassRemoval(device, plan), [ClassLine("add", device, plan), QueueLine("add", device, plan)]),
    ];

    private static IEnumerable<TcStep> Change(InterfaceName device, ClassPlan from, ClassPlan to)
    {
        if (from.Parameters != to.Parameters)
        {
            yield return Change(device, from, to, root: false);
        }

        if (from.QueueParameters != to.QueueParameters)
        {
            yield return new TcStep(QueueLine("change", device, to), [QueueLine("change", device, from)]);
        }

        foreach (var old in from.Filters.Where(f => !to.Filters.Any(f.SameAs)))
        {
            yield return Remove(device, from, old);
        }

        foreach (var step in to.Filters.Where(f => !from.Filters.Any(f.SameAs)).SelectMany(f => Add(device, to, f)))
        {
            yield return step;
        }
    }

    private static TcStep Change(InterfaceName device, ClassPlan from, ClassPlan to, bool root) =>
        new(ClassLine("change", device, to, root), [ClassLine("change", device, from, root)]);

    private static IEnumerable<TcStep> Add(InterfaceName device, ClassPlan plan, FilterGroup group)
    {
        // The removal takes the whole group, so only its first filter carries it.
        IReadOnlyList<string> undo = [FilterRemoval(device, group)];
        foreach (var line in FilterLines(device, plan, group))
        {
            yield return new TcStep(line, undo);
            undo = [];
        }
    }

    private static TcStep Remove(InterfaceName device, ClassPlan plan, FilterGroup group) =>
        new(FilterRemoval(device, group), [.. FilterLines(device, plan, group)]);

    private static string ClassLine(string verb, InterfaceName device, ClassPlan plan, bool root = false) =>
        $"class {verb} dev {device} parent {(root ? TcHandles.Root : TcHandles.ClassId(TcHandles.Parent))} classid {TcHandles.ClassId(plan.Minor)} {plan.Parameters}";

    private static string ClassRemoval(InterfaceName device, ClassPlan plan) =>
        $"class del dev {device} classid {TcHandles.ClassId(plan.Minor)}";

    private static string QueueLine(string verb, InterfaceName device, ClassPlan plan) => string.Create(
        CultureInfo.InvariantCulture,
        $"qdisc {verb} dev {device} parent {TcHandles.ClassId(plan.Minor)} handle {plan.Minor:x}: {plan.QueueParameters}");

    private static IEnumerable<string> FilterLines(InterfaceName device, ClassPlan plan, FilterGroup group) =>
        group.Matches.Select(m => string.Create(
            CultureInfo.InvariantCulture,
            $"filter add dev {device} parent {TcHandles.Root} protocol {group.Protocol} prio {group.Preference} u32 {m} flowid {TcHandles.ClassId(plan.Minor)}"));

    private static string FilterRemoval(InterfaceName device, FilterGroup group) => string.Create(
        CultureInfo.InvariantCulture,
        $"filter del dev {device} parent {TcHandles.Root} protocol {group.Protocol} prio {group.Preference}");
}
