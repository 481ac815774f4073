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

    public static TreePlan For(ShapingTree tree, TreePlan? previous = null)
    {
        var numbers = new ClassNumbers(previous?.Classes ?? [], tree);
        return new TreePlan(
            tree.Link,
            [
                new(TcHandles.Control, ShapingTree.ControlId, tree.Control, tree.Link, FirstPriority, U32.Control(tree.ControlPorts)),
                new(TcHandles.Default, ShapingTree.DefaultId, tree.Default, tree.Link, SharedPriority, []),
                .. tree.Reserved.Select(r => Reserved(r, numbers.Of(r.Id), tree)),
                .. tree.Limited.Select(l => Limited(l, numbers.Of(l.Id), tree)),
            ]);
    }

    private static ClassPlan Reserved(ReservedClass reserved, int minor, ShapingTree tree) =>
        new(minor, reserved.Id, reserved.Rate, tree.Link, SharedPriority, [U32.Flow(minor, reserved.Match)]);

    private static ClassPlan Limited(LimitedPeer limited, int minor, ShapingTree tree) =>
        new(minor, limited.Id, tree.GuaranteeOf(limited), Mbps.Min(limited.Rate, tree.Link), SharedPriority, [U32.Toward(minor, limited.Peer)]);
}
