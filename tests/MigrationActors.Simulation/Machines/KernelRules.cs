using MigrationActors.Actors.Shaping;
using MigrationActors.Core;
using MigrationActors.LinuxNet.Tc.Model;
using MigrationActors.Simulation.Engine;

namespace MigrationActors.Simulation.Machines;

/// <summary>Our traffic control on a machine's uplink, as the kernel has it. It outlives agents.</summary>
public sealed class KernelRules(Simulator simulator, string machine)
{
    /// <summary>Called when rules for these migrations come up or change.</summary>
    public event Action<IReadOnlyList<string>>? Changed;

    public LinkTrees Now { get; private set; } = LinkTrees.None;

    /// <summary>Why tc fails just now; null where it does not.</summary>
    public string? Trouble { get; set; }

    public void Become(LinkTrees trees)
    {
        simulator.Trace.Add("tc", machine, Text(trees));
        Check("leaves", trees.Egress);
        Check("arrives", trees.Ingress);
        Now = trees;
        Changed?.Invoke(Ids(trees));
    }

    /// <summary>The migrations that have rules here.</summary>
    public static IReadOnlyList<string> Ids(LinkTrees trees) =>
        [.. new[] { trees.Egress, trees.Ingress }.OfType<ShapingTree>().SelectMany(t => t.Reserved).Select(r => r.Id).Distinct()];

    public void Vanish() => Now = LinkTrees.None;

    public static string Text(LinkTrees trees) => trees.IsEmpty
        ? "none"
        : string.Join("; ", new[] { trees.Egress, trees.Ingress }.OfType<ShapingTree>()
            .SelectMany(t => t.Reserved.Select(r => $"{r.Id} {r.Rate}").Concat(t.Limited.Select(l => $"{l.Id} at most {l.Rate}"))));

    private void Check(string direction, ShapingTree? tree)
    {
        if (tree is not null && tree.TotalReserved.Value > Machine.Capacity.Allocatable.Value + 1e-6)
        {
            simulator.Violated("I6", $"Of what {direction} on {machine}, {tree.TotalReserved} are reserved; the link has {Machine.Capacity.Allocatable} to give.");
        }
    }
}
