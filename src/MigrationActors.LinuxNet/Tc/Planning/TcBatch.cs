using MigrationActors.LinuxNet.Names;
using MigrationActors.LinuxNet.Tc.Model;

namespace MigrationActors.LinuxNet.Tc.Planning;

/// <summary>The text that <c>tc -batch -</c> reads, one command a line.</summary>
public static class TcBatch
{
    /// <summary>Everything that puts a tree on a device whose root is the kernel's default.</summary>
    public static string Build(InterfaceName device, ShapingTree tree) => Text(TreeSteps.Fresh(device, TreePlan.For(tree)));

    /// <summary>What changes one tree into another in place; empty if they are the same.</summary>
    public static string Update(InterfaceName device, ShapingTree from, ShapingTree to)
    {
        var before = TreePlan.For(from);
        return Text(TreeSteps.Change(device, before, TreePlan.For(to, before)));
    }

    internal static string Text(IEnumerable<TcStep> steps) => Text(steps.Select(s => s.Do));

    internal static string Text(IEnumerable<string> lines) => string.Concat(lines.Select(l => l + "\n"));
}
