using MigrationActors.Actors.Coordination;
using MigrationActors.Core.GangSaga;
using MigrationActors.Core.Saga;
using MigrationActors.Protocol.Coordination;
using MigrationActors.Simulation.Engine;
using MigrationActors.Simulation.Storage;

namespace MigrationActors.Simulation.Judging;

/// <summary>Reads along in the journal, and holds it to I4: no gap, epochs that rise, one end, and nothing after it.</summary>
public sealed class Book
{
    private const string SagaPrefix = "migration-";

    private readonly Simulator _simulator;
    private readonly Dictionary<string, long> _lengths = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, MigrationRecord> _migrations = new(StringComparer.Ordinal);

    private readonly Dictionary<string, GangState> _gangs = new(StringComparer.Ordinal);

    public Book(Simulator simulator, Database database)
    {
        _simulator = simulator;
        database.Committed += Read;
    }

    /// <summary>Every migration that was taken on, in the order of their ids.</summary>
    public IReadOnlyCollection<MigrationRecord> Migrations => _migrations.Values;

    public CoordinatorState Coordinator { get; private set; } = CoordinatorState.Empty;

    public MigrationRecord? Find(string id) => _migrations.GetValueOrDefault(id);

    public IEnumerable<MigrationRecord> Of(string vm) => _migrations.Values.Where(m => m.Request.Vm == vm).OrderBy(m => m.Order);

    private void Read(string persistenceId, StoredEvent stored, object happened)
    {
        var before = _lengths.GetValueOrDefault(persistenceId);
        if (stored.SequenceNr != before + 1)
        {
            _simulator.Violated("I4", $"The story of {persistenceId} goes from {before} to {stored.SequenceNr}.");
        }

        _lengths[persistenceId] = stored.SequenceNr;
        switch (happened)
        {
            case CoordinatorEvent e:
                Read(e);
                break;
            case GangEvent e:
                Read(persistenceId, e);
                break;
            case SagaEvent e:
                Read(persistenceId[SagaPrefix.Length..], e);
                break;
        }
    }

    private void Read(CoordinatorEvent happened)
    {
        // With the epoch it has, a coordinator makes sure that it still leads.
        if (happened is CoordinatorEvent.EpochRaised raised && (raised.Epoch < Coordinator.Epoch || (raised.Epoch == Coordinator.Epoch && raised.By != Coordinator.Leader)))
        {
            _simulator.Violated("I4", $"The epoch went from {Coordinator.Epoch} to {raised.Epoch}.");
        }

        Coordinator = Coordinator.Apply(happened);
        if (happened is CoordinatorEvent.MigrationAccepted accepted)
        {
            _migrations.TryAdd(accepted.Request.Id, new MigrationRecord(_migrations.Count, accepted.Request, SagaState.Empty));
        }
        else if (happened is CoordinatorEvent.MigrationEnded ended && !Coordinator.Migrations[ended.Id].HasBegun)
        {
            _migrations[ended.Id] = _migrations[ended.Id] with { EndedWaiting = ended.Outcome };
        }
    }

    private void Read(string id, GangEvent happened)
    {
        var before = _gangs.GetValueOrDefault(id, GangState.Empty);
        if (before.Outcome is { } outcome)
        {
            _simulator.Violated("I4", $"{id} was {outcome}, and then {happened.GetType().Name}.");
        }

        _gangs[id] = before.Apply(happened);
    }

    private void Read(string id, SagaEvent happened)
    {
        if (_migrations.GetValueOrDefault(id) is not { } record)
        {
            _simulator.Violated("I4", $"The saga of {id} has begun, and its coordinator has not taken it on.");
            return;
        }

        if (record.IsOver)
        {
            _simulator.Violated("I4", $"{id} was {record.Phase}, and then {happened.GetType().Name}.");
        }

        _migrations[id] = record with { State = record.State.Apply(happened) };
    }
}
