using MigrationActors.LinuxNet.Tc.Model;

namespace MigrationActors.LinuxNet.Tc.Planning;

/// <summary>Gives each class of a tree its minor number, given the classes that were there before.</summary>
internal sealed class ClassNumbers
{
    private readonly Dictionary<string, int> _minors = new(StringComparer.Ordinal);

    public ClassNumbers(IReadOnlyList<ClassPlan> previous, ShapingTree tree)
    {
        var taken = previous.Select(c => c.Minor).ToHashSet();
        var before = previous.ToDictionary(c => c.Id, c => c.Minor, StringComparer.Ordinal);
        Assign(tree.Reserved.Select(r => r.Id), TcHandles.FirstReserved, TcHandles.FirstLimited, before, taken);
        Assign(tree.Limited.Select(l => l.Id), TcHandles.FirstLimited, TcHandles.EndLimited, before, taken);
    }

    public int Of(string id) => _minors[id];

    private void Assign(IEnumerable<string> ids, int first, int end, Dictionary<string, int> before, HashSet<int> taken)
    {
        var next = first;
        foreach (var id in ids)
        {
            // The range also tells a reservation from a limit that happens to have its id.
            if (before.TryGetValue(id, out var minor) && minor >= first && minor < end)
            {
                _minors[id] = minor;
                continue;
            }

            while (taken.Contains(next))
            {
                next++;
            }

            if (next >= end)
            {
                throw new InvalidOperationException($"One interface has room for {end - first} such classes.");
            }

            taken.Add(next);
            _minors[id] = next;
        }
    }
}
