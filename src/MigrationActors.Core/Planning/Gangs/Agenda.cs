namespace MigrationActors.Core.Planning.Gangs;

/// <summary>At which instants something happens on virtual time: members that run end, and pauses are over.</summary>
internal sealed class Agenda(int members)
{
    private readonly PriorityQueue<int, TimeSpan> _ends = new();
    private readonly PriorityQueue<int, TimeSpan> _pauses = new();
    private readonly TimeSpan?[] _endOf = new TimeSpan?[members];
    private readonly bool[] _begun = new bool[members];

    /// <summary>When the next member ends; null where none runs.</summary>
    public TimeSpan? NextEnd
    {
        get
        {
            // Another rate has moved an end since, or it was taken.
            while (_ends.TryPeek(out var member, out var at))
            {
                if (_endOf[member] == at)
                {
                    return at;
                }

                _ends.Dequeue();
            }

            return null;
        }
    }

    /// <summary>When the next pause of a member that has not begun is over; null where there is none.</summary>
    public TimeSpan? NextPause
    {
        get
        {
            while (_pauses.TryPeek(out var member, out var until))
            {
                if (!_begun[member])
                {
                    return until;
                }

                _pauses.Dequeue();
            }

            return null;
        }
    }

    /// <summary>A member runs, and ends then; said again, it is the last that counts.</summary>
    public void EndsAt(int member, TimeSpan at)
    {
        _begun[member] = true;
        if (_endOf[member] != at)
        {
            _endOf[member] = at;
            _ends.Enqueue(member, at);
        }
    }

    /// <summary>A member does not begin before.</summary>
    public void PausesUntil(int member, TimeSpan until) => _pauses.Enqueue(member, until);

    /// <returns>The member of <see cref="NextEnd"/>.</returns>
    public int TakeEnd()
    {
        var member = _ends.Dequeue();
        _endOf[member] = null;
        return member;
    }

    /// <returns>The member of <see cref="NextPause"/>.</returns>
    public int TakePause() => _pauses.Dequeue();
}
