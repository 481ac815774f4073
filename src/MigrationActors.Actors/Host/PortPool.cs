namespace MigrationActors.Actors.Host;

/// <summary>
/// Hands out the ports for incoming migrations, starting each time behind the last one given: a port that was just in use may
/// still be in TIME_WAIT, and its filters may still be up.
/// </summary>
public sealed class PortPool(IReadOnlyList<int> ports)
{
    private int _next;

    /// <summary>All ports, in the order in which to try them.</summary>
    public IReadOnlyList<int> Candidates()
    {
        var from = _next;
        _next = (_next + 1) % ports.Count;
        return [.. ports.Skip(from), .. ports.Take(from)];
    }
}
