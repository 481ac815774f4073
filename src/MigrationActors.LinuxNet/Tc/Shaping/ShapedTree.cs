namespace MigrationActors.LinuxNet.Tc.Shaping;

/// <summary>What the kernel has of a tree of ours.</summary>
public sealed record ShapedTree(IReadOnlyList<ShapedClass> Classes)
{
    /// <summary>The class of a reservation (or "control", "default", "to ADDRESS"), or null.</summary>
    public ShapedClass? Find(string id) => Classes.FirstOrDefault(c => c.Id == id);
}
