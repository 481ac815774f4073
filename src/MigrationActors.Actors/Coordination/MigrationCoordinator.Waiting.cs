using Akka.Actor;
using MigrationActors.Actors.Sagas;
using MigrationActors.Core;
using MigrationActors.Core.Gang;
using MigrationActors.Core.Ledger;
using MigrationActors.Core.Saga;
using MigrationActors.Protocol.Api;
using MigrationActors.Protocol.Coordination;

namespace MigrationActors.Actors.Coordination;

/// <content>The links: who waits for room on them, and what those that run have of them.</content>
public sealed partial class MigrationCoordinator
{
    /// <summary>Less than a hundredth more or less is not worth a change of rules on three hosts.</summary>
    private const double Noticeable = 0.01;

    /// <summary>What each running migration was given last. One that is not here runs from before this coordinator.</summary>
    private readonly Dictionary<string, Mbps> _given = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Mbps> _raised = new(StringComparer.Ordinal);

    /// <summary>When the last migration from or to a host ended.</summary>
    private readonly Dictionary<string, DateTimeOffset> _lastEnd = new(StringComparer.Ordinal);

    /// <summary>Since when a host of a waiting migration is not heard.</summary>
    private readonly Dictionary<string, DateTimeOffset> _unheardSince = new(StringComparer.Ordinal);

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
        if (!HasJustTakenOver && _state.Open.Any())
        {
            Reallocate("the links, or what uses them, have changed");
            BeginWaiting();
        }
    }

    /// <summary>A less urgent one, or a later one of the same urgency, goes behind those that wait for the same links.</summary>
    private string? Behind(AdmittedMigration admitted, DateTimeOffset? deadline) => WaitingLine.Ahead(admitted.Claim, deadline, _state) is { } ahead
        ? $"'{admitted.Request.Id}' waits behind '{ahead.Request.Vm}' ({ahead.Id}), which waits for the same links."
        : null;

    private void Raised(SagaRaised raised)
    {
        _raised[raised.MigrationId] = raised.Rate;
        _given[raised.MigrationId] = raised.Rate;
        Reallocate($"{raised.MigrationId} did not converge and was raised to {raised.Rate}");
    }

    /// <summary>Who has to give something up is told first.</summary>
    private void Reallocate(string cause)
    {
        var ledger = Ledger();
        var changes = _state.Open
            .Where(m => m.IsRunning && ledger.Find(m.Id) is not null)
            .Select(m => (m.Id, Before: Given(m), Now: ledger.RateOf(m.Id)))
            .Where(c => c.Before is not { } before || Math.Abs(c.Now.Value - before.Value) >= before.Value * Noticeable)
            .OrderBy(c => c.Now.Value - (c.Before?.Value ?? c.Now.Value));
        foreach (var (id, before, now) in changes.ToList())
        {
            _given[id] = now;
            Saga(id).Tell(new SagaInput.Reallocate(now, before is null ? $"{now}: {cause}." : $"{now} instead of {before}: {cause}."));
        }
    }

    private Mbps? Given(MigrationEntry entry) => _given.TryGetValue(entry.Id, out var rate) ? rate : null;

    /// <summary>One at a time: the rest of the line has its turn when this is recorded.</summary>
    private void BeginWaiting()
    {
        switch (NextInLine())
        {
            case ({ } entry, { } admitted, _):
                Persist(new CoordinatorEvent.MigrationBegun(Now, entry.Id, admitted.Traffic, admitted.Decision, admitted.Predicted), BegunNow);
                break;
            case ({ } entry, _, { } refusal):
                EndWaiting(entry, MigrationPhase.Failed, refusal.Message, _ => { });
                break;
        }
    }

    /// <returns>Who can begin, or never will; nobody where all have to go on waiting.</returns>
    private (MigrationEntry? Entry, AdmittedMigration? Begins, Refusal? Fails) NextInLine()
    {
        var line = WaitingLine.InOrder(_state).ToList();
        if (line.Count == 0)
        {
            return (null, null, null);
        }

        var now = Situation();
        var held = new HashSet<LinkId>();
        foreach (var entry in line)
        {
            var links = WaitingLine.Links(entry);
            if (held.Overlaps(links))
            {
                continue;
            }

            var turn = Turn(entry, now);
            if (!turn.IsAdmitted && IsFinal(entry.Id, turn.Refusal))
            {
                return (entry, null, turn.Refusal);
            }

            if ((turn.Refusal?.Message ?? turn.Admitted!.Waits ?? Settling(entry)) is not { } waits)
            {
                return (entry, turn.Admitted, null);
            }

            _whereabouts.Waits(entry.Id, waits + WaitEstimate.Of(entry, _state, Now));
            held.UnionWith(links);
        }

        return (null, null, null);
    }

    private void BegunNow(CoordinatorEvent.MigrationBegun begun)
    {
        _state = _state.Apply(begun);
        _unheardSince.Remove(begun.Id);
        Begun(_state.Migrations[begun.Id]);
        BeginWaiting();
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

    /// <summary>The traffic of its hosts still has the migration before it in its window; null where it has not.</summary>
    private string? Settling(MigrationEntry entry) => entry.Accepted.Gang is { } seat && seat.Group == entry.Id
        ? Settling(entry.Id, entry.Request.Source, entry.Request.Destination)
        : null;

    private string? Settling(string id, params string[] hosts)
    {
        var host = hosts.FirstOrDefault(h => _lastEnd.TryGetValue(h, out var end) && Now - end < _settings.SettlingTime);
        return host is null
            ? null
            : $"'{id}' waits up to {_settings.SettlingTime.TotalSeconds:0} s: the traffic of '{host}' is measured anew after the migration before it.";
    }

    private bool IsFinal(string id, Refusal refusal)
    {
        if (refusal.Kind != RefusalKind.Unavailable)
        {
            return true;
        }

        _unheardSince.TryAdd(id, Now);
        return Now - _unheardSince[id] >= _settings.WaitingPatience;
    }

    private void EndWaiting(MigrationEntry entry, MigrationPhase outcome, string reason, Action<MigrationEntry> then) =>
        Persist(new CoordinatorEvent.MigrationEnded(Now, entry.Id, outcome, reason), ended =>
        {
            _unheardSince.Remove(ended.Id);
            Over(ended);
            then(_state.Migrations[ended.Id]);
        });
}
