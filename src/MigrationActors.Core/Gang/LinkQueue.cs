namespace MigrationActors.Core.Gang;

/// <summary>The members of a gang that use one link, in the gang's order, and how far they have ended.</summary>
internal sealed class LinkQueue
{
    private readonly List<int> _places = [];
    private int _front;

    /// <summary>The first that has not ended; null where all have.</summary>
    public int? Front => _front < _places.Count ? _places[_front] : null;

    public void Add(int place) => _places.Add(place);

    /// <returns>Whether the front changed.</returns>
    public bool SkipEnded(bool[] ended)
    {
        var before = _front;
        while (Front is { } place && ended[place])
        {
            _front++;
        }

        return _front != before;
    }
}
