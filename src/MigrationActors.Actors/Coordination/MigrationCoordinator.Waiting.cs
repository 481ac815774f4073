using Akka.Actor;
using MigrationActors.Actors.Sagas;
using MigrationActors.Core;
using MigrationActors.Core.Gang;
using MigrationActors.Core.Ledger;
using MigrationActors.Core.Reservation;
using MigrationActors.Core.Saga;
using MigrationActors.Protocol.Api;
using MigrationActors.Protocol.Coordination;

namespace MigrationActors.Actors.Coordination;

/// <content>The links: who waits for room on them, and what those that run have of them.</content>
public sealed partial class MigrationCoordinator
{
    /// <summary>Less than a hundredth more or less is not worth a change of rules on three hosts.</summary>
    private const double Noticeable = 0.01;

    /// <summary>What each running migration was given last. One that is not here runs from before this coordinator, or its saga is begun again.</summary>
    private readonly Dictionary<string, Mbps> _given = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Mbps> _raised = new(StringComparer.Ordinal);

    /// <summary>When the last migration from or to a host ended.</summary>
    private readonly Dictionary<string, DateTimeOffset> _lastEnd = new(StringComparer.Ordinal);

    /// <summary>Since when a migration that was taken on cannot be begun, whatever room there is.</summary>
    private readonly Dictionary<string, DateTimeOffset> _refusedSince = new(StringComparer.Ordinal);
    private bool _willLook;

    private Situation Situation() => new(
        _hosts,
        Ledger(),
        new Profiles([.. _state.Open.Where(m => m.IsRunning).Select(m => (m.Request.Source, m.Request.Destination, _whereabouts.RateOf(m.Id)))]),
        Now);

    private LinkLedger Ledger() => Ledgers.Of(
        _state, _hosts, _raised, m => Mbps.Min(_whereabouts.NeedOf(m.Id), Given(m) ?? Mbps.Zero), _settings);

    private void Tend()
    {
        // Most of the time nothing moves: then there is no ledger to be made of all hosts.
        if (_state.Open.Any())
        {
            Reallocate("the links, or what uses them, have changed");
            BeginWaiting();
        }
    }

    /// <summary>A less urgent one, or a later one of the same urgency, goes behind those that wait for the same links.</summary>
    private string? Behind(AdmittedMigration admitted, DateTimeOffset? deadline) => WaitingLine.Ahead(admitted.Claim, deadline, _state) is { } ahead
        ? $"'{admitted.Request.Id}' waits behind '{ahead.Request.Vm}' ({ahead.Id}), which waits for the same links."
        : null;

    private void Hear(SagaNews news)
    {
        _whereabouts.Hear(news);
        if (_state.Migrations.GetValueOrDefault(news.MigrationId) is not { IsRunning: true })
        {
            return;
        }

        // It runs from before this coordinator, or its saga was begun again: what it has is what its saga says.
        if (news.Cap is { } cap)
        {
            _given.TryAdd(news.MigrationId, cap);
        }

        if (news.Raised is { } raised && (!_raised.TryGetValue(news.MigrationId, out var before) || before != raised))
        {
            _raised[news.MigrationId] = raised;
            _given[news.MigrationId] = news.Cap ?? raised;
            Reallocate($"{news.MigrationId} did not converge and was raised to {raised}");
        }
    }

    /// <summary>Who has to give something up is told first. Whose saga was not heard yet is left alone: what it needs is not known.</summary>
    private void Reallocate(string cause)
    {
        // Hosts and sagas that are not heard yet would be missing in the ledger, and the others would have what is theirs.
        if (HasJustTakenOver)
        {
            return;
        }

        var ledger = Ledger();
        var changes = _state.Open
            .Where(m => m.IsRunning)
            .Select(m => (m.Id, Before: Given(m), Now: ledger.RateOf(m.Id)))
            .Where(c => c.Before is { } before && Math.Abs(c.Now.Value - before.Value) >= before.Value * Noticeable)
            .OrderBy(c => c.Now.Value - c.Before!.Value.Value);
        foreach (var (id, before, now) in changes.ToList())
        {
            _given[id] = now;
            Saga(id).Tell(new SagaInput.Reallocate(now, $"{now} instead of {before}: {cause}."));
        }
    }

    private Mbps? Given(MigrationEntry entry) => _given.TryGetValue(entry.Id, out var rate) ? rate : null;

    /// <summary>
    /// The line has its turn when everything that is being recorded is: looked at in between, somebody who is just being cancelled
    /// could still begin.
    /// </summary>
    private void LookAtTheLine()
    {
        if (!_willLook)
        {
            _willLook = true;
            Self.Tell(LookAtLine.Instance);
        }
    }

    /// <summary>One at a time: the rest of the line has its turn when this is recorded.</summary>
    private void BeginWaiting()
    {
        _willLook = false;
        switch (HasJustTakenOver ? default : NextInLine())
        {
            case ({ } entry, { } admitted, _):
                Persist(new CoordinatorEvent.MigrationBegun(Now, entry.Id, admitted.Traffic, admitted.Decision, admitted.Predicted), BegunNow);
                break;
            case ({ } entry, _, { } refusal):
                EndWaiting(entry, MigrationPhase.Failed, refusal.Message);
                break;
        }
    }

    /// <returns>Who can begin, or never will; nobody where all have to go on waiting.</returns>
    private (MigrationEntry? Entry, AdmittedMigration? Begins, Refusal? Fails) NextInLine()
    {
        var line = WaitingLine.InOrder(_state).ToList();
        if (line.Count == 0)
        {
            return default;
        }

        var now = Situation();
        var held = new HashSet<LinkId>();
        foreach (var entry in line.Where(e => !held.Overlaps(WaitingLine.Links(e))))
        {
            var turn = Turn(entry, now);
            if (!turn.IsAdmitted)
            {
                if (HasBeenRefusedForLong(entry.Id))
                {
                    return (entry, null, turn.Refusal);
                }

                // It waits for a host or for its VM, and keeps nobody from the links meanwhile.
                _whereabouts.Waits(entry.Id, turn.Refusal.Message);
                continue;
            }

            _refusedSince.Remove(entry.Id);
            if ((turn.Admitted.Waits ?? Settling(entry)) is not { } waits)
            {
                return (entry, turn.Admitted, null);
            }

            _whereabouts.Waits(entry.Id, waits + WaitEstimate.Of(entry, _state, Now));
            held.UnionWith(WaitingLine.Links(entry));
        }

        return default;
    }

    private void BegunNow(CoordinatorEvent.MigrationBegun begun)
    {
        _state = _state.Apply(begun);
        Begun(_state.Migrations[begun.Id]);
        LookAtTheLine();
    }

    /// <summary>Planned anew, on the traffic as it is now.</summary>
    private AdmissionResult Turn(MigrationEntry entry, Situation now)
    {
        var wish = WishOf(entry);
        return entry.Accepted.Gang is { } seat && seat.Group != entry.Id
            ? _admission.Group([(wish, entry.Id, seat)], Beside(seat, [entry.Id]), now)[0]
            : _admission.Single(wish, entry.Id, entry.Accepted.Gang, now);
    }

    private static Wish WishOf(MigrationEntry entry) => new(entry.Request.Vm, entry.Request.Destination, entry.Request.Urgency, entry.Request.Forced);

    /// <summary>Those of a group that run already.</summary>
    private List<Wish> Beside(GangSeat seat, IReadOnlyCollection<string> but) =>
        [.. _state.Open.Where(m => m.IsRunning && m.Accepted.Gang?.Group == seat.Group && !but.Contains(m.Id)).Select(WishOf)];

    /// <summary>
    /// The traffic of its hosts still has the migration before it in its window; null where it has not. What was planned together is not planned anew,
    /// and what is urgent does not wait for better figures.
    /// </summary>
    private string? Settling(MigrationEntry entry) => entry switch
    {
        { Accepted.Gang: { } seat } when seat.Group != entry.Id => null,
        { Accepted.Gang: null, Request.Urgency: Urgency.High } => null,
        _ => Settling(entry.Id, entry.Request.Source, entry.Request.Destination),
    };

    private string? Settling(string id, params string[] hosts)
    {
        var host = hosts.FirstOrDefault(h => _lastEnd.TryGetValue(h, out var end) && Now - end < _settings.SettlingTime);
        return host is null
            ? null
            : $"'{id}' waits up to {_settings.SettlingTime.TotalSeconds:0} s: the traffic of '{host}' is measured anew after the migration before it.";
    }

    /// <summary>It could be begun when it was taken on, and may be able to again: an agent that restarts does not know its VMs for a moment.</summary>
    private bool HasBeenRefusedForLong(string id)
    {
        _refusedSince.TryAdd(id, Now);
        return Now - _refusedSince[id] >= _settings.WaitingPatience;
    }

    private void EndWaiting(MigrationEntry entry, MigrationPhase outcome, string reason, Action<MigrationEntry>? then = null) =>
        Persist(new CoordinatorEvent.MigrationEnded(Now, entry.Id, outcome, reason), ended =>
        {
            Over(ended);
            then?.Invoke(_state.Migrations[ended.Id]);
        });
}
