using MigrationActors.Core.Ledger;

namespace MigrationActors.Core.Gang;

/// <summary>
/// Who of a gang may begin as others end (Algorithm 3, lines 21 to 38): a parallel member at once, a serial one when every earlier member that shares one
/// of its links has ended. So the parallel set goes first and the serial ones follow each other, but only where they would meet. Whether the links have
/// room is asked elsewhere.
/// </summary>
/// <remarks>All ends together cost in proportion to the members.</remarks>
public sealed class GangSchedule
{
    private readonly IReadOnlyList<ScheduledMember> _members;
    private readonly Dictionary<string, int> _places;
    private readonly Dictionary<LinkId, LinkQueue> _queues = [];
    private readonly bool[] _ended;

    /// <param name="members">In the gang's order: the parallel ones, then the serial ones.</param>
    /// <exception cref="ArgumentException">An id is there twice.</exception>
    public GangSchedule(IReadOnlyList<ScheduledMember> members)
    {
        ArgumentNullException.ThrowIfNull(members);
        _members = members;
        _ended = new bool[members.Count];
        _places = members.Select((member, place) => (member, place)).ToDictionary(m => m.member.Id, m => m.place, StringComparer.Ordinal);
        for (var place = 0; place < members.Count; place++)
        {
            foreach (var link in LinksOf(place))
            {
                (_queues.TryGetValue(link, out var queue) ? queue : _queues[link] = new LinkQueue()).Add(place);
            }
        }
    }

    /// <summary>Those that may begin or run already, in the gang's order.</summary>
    /// <param name="members">In the gang's order.</param>
    public static IEnumerable<string> Ready(IReadOnlyList<ScheduledMember> members, Func<string, bool> ended)
    {
        ArgumentNullException.ThrowIfNull(ended);
        var schedule = new GangSchedule(members);
        foreach (var member in members.Where(m => ended(m.Id)))
        {
            schedule.End(member.Id);
        }

        return schedule.Ready();
    }

    /// <summary>Those that may begin or run already, in the gang's order.</summary>
    public IEnumerable<string> Ready() => _members.Where((_, place) => !_ended[place] && IsReady(place)).Select(m => m.Id);

    /// <summary>Notes that a member has ended, however it did; ending twice changes nothing.</summary>
    /// <returns>Those that may begin because of it.</returns>
    /// <exception cref="KeyNotFoundException">There is no such member.</exception>
    public IReadOnlyList<string> End(string id)
    {
        var place = PlaceOf(id);
        if (_ended[place])
        {
            return [];
        }

        _ended[place] = true;
        var next = new SortedSet<int>();
        foreach (var queue in LinksOf(place).Select(link => _queues[link]))
        {
            if (queue.SkipEnded(_ended) && queue.Front is { } front && _members[front].Strategy == Strategy.Serial && IsReady(front))
            {
                next.Add(front);
            }
        }

        return [.. next.Select(p => _members[p].Id)];
    }

    /// <summary>Whom a serial member waits for: the first that shares a link with it and has not ended; null where it may begin.</summary>
    /// <exception cref="KeyNotFoundException">There is no such member.</exception>
    public string? WaitsFor(string id)
    {
        var place = PlaceOf(id);
        return _ended[place] || IsReady(place) ? null : _members[LinksOf(place).Min(link => _queues[link].Front!.Value)].Id;
    }

    private bool IsReady(int place) =>
        _members[place].Strategy == Strategy.Parallel || Array.TrueForAll(LinksOf(place), link => _queues[link].Front == place);

    private LinkId[] LinksOf(int place) => [_members[place].Leaves, _members[place].Arrives];

    private int PlaceOf(string id) => _places.TryGetValue(id, out var place)
        ? place
        : throw new KeyNotFoundException($"'{id}' is no member of the gang.");
}
