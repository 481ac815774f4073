namespace MigrationActors.Simulation.Network;

/// <summary>Which machines cannot reach each other. What cuts a cable cuts it for the cluster's messages and for QEMU's streams alike.</summary>
public sealed class Cables
{
    private readonly Dictionary<(string, string), int> _cuts = [];

    /// <summary>Called with two machines whose cable was cut or mended.</summary>
    public event Action<string, string>? Changed;

    public bool IsCut(string a, string b) => _cuts.GetValueOrDefault(Key(a, b)) > 0;

    public void Cut(string a, string b)
    {
        _cuts[Key(a, b)] = _cuts.GetValueOrDefault(Key(a, b)) + 1;
        Changed?.Invoke(a, b);
    }

    public void Mend(string a, string b)
    {
        if (!IsCut(a, b))
        {
            return;
        }

        _cuts[Key(a, b)]--;
        Changed?.Invoke(a, b);
    }

    /// <param name="which">Of the cables that are cut, by their two machines.</param>
    public void MendAll(Func<string, string, bool> which)
    {
        foreach (var (a, b) in _cuts.Where(c => c.Value > 0 && which(c.Key.Item1, c.Key.Item2)).Select(c => c.Key).ToList())
        {
            _cuts[(a, b)] = 0;
            Changed?.Invoke(a, b);
        }
    }

    private static (string, string) Key(string a, string b) => string.CompareOrdinal(a, b) < 0 ? (a, b) : (b, a);
}
