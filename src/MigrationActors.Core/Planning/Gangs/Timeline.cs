using MigrationActors.Core.Gang;
using MigrationActors.Core.Ledger;

namespace MigrationActors.Core.Planning.Gangs;

/// <summary>
/// Plays the members' migrations on virtual time: whoever the gang's order and the ledger let begin does, has the rate the ledger gives, and ends when its
/// bytes are sent. After a beginning or an end only those that share a link are looked at again.
/// </summary>
internal sealed class Timeline
{
    private readonly IReadOnlyList<DecidedMove> _members;
    private readonly Dictionary<string, int> _places;
    private readonly GangSchedule _schedule;
    private readonly WaitingLines _waiting;
    private readonly Transfer?[] _transfers;
    private readonly string?[] _waits;
    private readonly Agenda _agenda;
    private readonly Queue<LinkId> _changed = new();
    private readonly HashSet<string> _touched = new(StringComparer.Ordinal);
    private readonly List<AwaitedEnd> _awaited = [];
    private readonly SettlingHosts _settling;
    private readonly RunningRates _before;
    private LinkLedger _ledger;
    private TimeSpan _now;
    private int _open;

    /// <param name="members">In the gang's order.</param>
    /// <param name="ledger">With the claims of what runs already.</param>
    /// <param name="settling">The pause after a migration before a serial member begins on its hosts.</param>
    public Timeline(IReadOnlyList<DecidedMove> members, LinkLedger ledger, TimeSpan settling)
    {
        _members = members;
        _ledger = ledger;
        _settling = new SettlingHosts(settling);
        _agenda = new Agenda(members.Count);
        _before = new RunningRates(ledger);
        _open = members.Count;
        _places = members.Select((member, place) => (member, place)).ToDictionary(m => m.member.Move.Id, m => m.place, StringComparer.Ordinal);
        _schedule = new GangSchedule([.. members.Select(m => m.Scheduled)]);
        _waiting = new WaitingLines(members);
        _transfers = new Transfer?[members.Count];
        _waits = new string?[members.Count];
    }

    /// <summary>Until which time migrations that ran before were taken to run, where members had to wait for them.</summary>
    public IReadOnlyList<AwaitedEnd> Awaited => _awaited;

    /// <summary>What migrations that ran before have meanwhile.</summary>
    public IReadOnlyList<RunningMigration> Running => _before.All;

    public void Play()
    {
        Enlist(_schedule.Ready());
        BeginWhoMay();
        SayWhyTheOthersWait();
        while (_open > 0)
        {
            GoOn();
            BeginWhoMay();
        }
    }

    public Transfer TransferOf(int member) => _transfers[member]!;

    /// <summary>Why it did not begin at once; null where it did.</summary>
    public string? WaitsOf(int member) => _waits[member];

    private void Enlist(IEnumerable<string> ready)
    {
        foreach (var member in ready.Select(id => _places[id]))
        {
            _waiting.Add(member);
            Changed(member);
        }
    }

    private void Changed(int member)
    {
        foreach (var link in _waiting.LinksOf(member))
        {
            _changed.Enqueue(link);
        }
    }

    private void BeginWhoMay()
    {
        while (_changed.TryDequeue(out var link))
        {
            if (_waiting.First(link) is { } member && _waiting.IsFirst(member))
            {
                if (_ledger.Obstacle(_members[member].Claim) is { } obstacle)
                {
                    _waits[member] ??= obstacle;
                }
                else if (_settling.Until(_members[member], _now) is { } until)
                {
                    _agenda.PausesUntil(member, until);
                }
                else
                {
                    Begin(member);
                }
            }
        }

        // Once for all that happened at this instant.
        foreach (var id in _touched)
        {
            if (_places.TryGetValue(id, out var member))
            {
                Settle(member);
            }
            else
            {
                _before.Change(id, _now, _ledger.RateOf(id));
            }
        }

        _touched.Clear();
    }

    private void Begin(int member)
    {
        var claim = _members[member].Claim;
        _waiting.Remove(member);
        _ledger = _ledger.With(claim);
        _touched.Add(claim.Id);
        _touched.UnionWith(_ledger.Beside(claim));
        Changed(member);
    }

    /// <summary>Gives a running member the rate that the ledger has for it now.</summary>
    private void Settle(int member)
    {
        var rate = _ledger.RateOf(_members[member].Move.Id);
        if (_transfers[member] is not { } transfer)
        {
            _transfers[member] = transfer = new Transfer(_members[member], _now, rate);
        }
        else if (!transfer.Change(_now, rate))
        {
            return;
        }

        _agenda.EndsAt(member, transfer.Ends);
    }

    /// <summary>To the next instant at which something ends, or may begin.</summary>
    private void GoOn()
    {
        var (end, pause) = (_agenda.NextEnd, _agenda.NextPause);
        if (pause is { } over && (end is null || over < end))
        {
            _now = over;
            Changed(_agenda.TakePause());
        }
        else if (end is { } at)
        {
            _now = at;
            while (_agenda.NextEnd == _now)
            {
                End(_agenda.TakeEnd());
            }
        }
        else
        {
            TakeAwayWhatRanBefore(_waiting.MostUrgent());
        }
    }

    private void End(int member)
    {
        var claim = _members[member].Claim;
        _ledger = _ledger.Without(claim.Id);
        _touched.Remove(claim.Id);
        _touched.UnionWith(_ledger.Beside(claim));
        _settling.Ended(claim.Source, claim.Destination, _now);
        _open--;
        Changed(member);
        Enlist(_schedule.End(claim.Id));
    }

    /// <summary>
    /// Nothing of the plan runs, so what is in this member's way ran before. When that ends is not known: the plan goes on as if it ended now, and says so.
    /// </summary>
    private void TakeAwayWhatRanBefore(int member)
    {
        var inTheWay = _ledger.Beside(_members[member].Claim);
        if (inTheWay.Count == 0)
        {
            throw new InvalidOperationException($"'{_members[member].Move.Id}' cannot begin although nothing else uses its links: {_waits[member]}");
        }

        foreach (var claim in inTheWay.Order(StringComparer.Ordinal).Select(id => _ledger.Find(id)!))
        {
            _ledger = _ledger.Without(claim.Id);
            _settling.Ended(claim.Source, claim.Destination, _now);
            _awaited.Add(new AwaitedEnd(claim.Id, _now));
            _before.End(claim.Id, _now);
            _touched.UnionWith(_ledger.Beside(claim));
            _changed.Enqueue(claim.Leaves);
            _changed.Enqueue(claim.Arrives);
        }

        _touched.ExceptWith(inTheWay);
    }

    private void SayWhyTheOthersWait()
    {
        for (var member = 0; member < _members.Count; member++)
        {
            if (_transfers[member] is null)
            {
                _waits[member] ??= WhyNotReady(member) ?? _waiting.WhyNotFirst(member);
            }
        }
    }

    private string? WhyNotReady(int member) => _schedule.WaitsFor(_members[member].Move.Id) is { } earlier
        ? $"'{_members[member].Move.Vm.Name}' waits: it goes by itself, and '{_members[_places[earlier]].Move.Vm.Name}', which goes before it, uses the same link."
        : null;
}
