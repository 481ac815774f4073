using MigrationActors.Core;
using MigrationActors.LinuxNet.Tc.Model;

namespace MigrationActors.LinuxNet.Tc.Planning;

/// <summary>
/// A tree with its numbers. What stays in the tree from one plan to the next keeps its number, so that it can be changed in
/// place with its traffic in it; what is new never gets a number that was in use just before.
/// </summary>
internal sealed record TreePlan(Mbps Link, IReadOnlyList<ClassPlan> Classes)
{
    private const int FirstPriority = 0;
    private const int SharedPriority = 1;

    public static TreePlan For(ShapingTree tree, TreePlan? previous = null) =>
        Numbered(tree, new ClassNumbers(previous?.Classes ?? [], tree).Of);

    /// <summary>The tree with the numbers that an earlier process gave it; null where they are not all there, or are none of ours.</summary>
    public static TreePlan? Numbered(ShapingTree tree, IReadOnlyDictionary<string, int> numbers) =>
        IdsOf(tree).All(id => numbers.TryGetValue(id, out var minor) && minor is >= TcHandles.FirstReserved and < TcHandles.EndLimited)
            && numbers.Values.Distinct().Count() == numbers.Count
            ? Numbered(tree, id => numbers[id])
            : null;

    /// <summary>The numbers of the reservations and limits, by id.</summary>
    public IReadOnlyDictionary<string, int> Numbers =>
        Classes.Where(c => c.Minor >= TcHandles.FirstReserved).ToDictionary(c => c.Id, c => c.Minor, StringComparer.Ordinal);

    private static IEnumerable<string> IdsOf(ShapingTree tree) => tree.Reserved.Select(r => r.Id).Concat(tree.Limited.Select(l => l.Id));

    private static TreePlan Numbered(ShapingTree tree, Func<string, int> numberOf) => new(
        tree.Link,
        [
            new(TcHandles.Control, ShapingTree.ControlId, tree.Control, tree.Link, FirstPriority, U32.Control(tree.ControlPorts)),
            new(TcHandles.Default, ShapingTree.DefaultId, tree.Default, tree.Link, SharedPriority, []),
            .. tree.Reserved.Select(r => Reserved(r, numberOf(r.Id), tree)),
            .. tree.Limited.Select(l => Limited(l, numberOf(l.Id), tree)),
        ]);

    private static ClassPlan Reserved(ReservedClass reserved, int minor, ShapingTree tree) =>
        new(minor, reserved.Id, reserved.Rate, tree.Link, SharedPriority, [U32.Flow(minor, reserved.Match)]);

    private static ClassPlan Limited(LimitedPeer limited, int minor, ShapingTree tree) =>
        new(minor, limited.Id, tree.GuaranteeOf(limited), Mbps.Min(limited.Rate, tree.Link), SharedPriority, [U32.Toward(minor, limited.Peer)]);
}
