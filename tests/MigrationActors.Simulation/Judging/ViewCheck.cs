using MigrationActors.Core.Saga;
using MigrationActors.Protocol.Api;
using MigrationActors.Protocol.Serialization;
using MigrationActors.Simulation.Engine;

namespace MigrationActors.Simulation.Judging;

/// <summary>What a coordinator answers about a migration is what replaying its journal gives (I4).</summary>
public sealed class ViewCheck(Simulator simulator)
{
    public void Look(MigrationRecord record, object answer)
    {
        if (answer is not MigrationView view)
        {
            simulator.Violated("I4", $"Asked for {record.Request.Id}, the coordinator answers: {(answer as Refusal)?.Message ?? answer}");
            return;
        }

        // That it waited is in the coordinator's story only; and where it never began, all of it is.
        var told = record.EndedWaiting is null ? string.Join(", ", view.History.Select(h => h.Phase).Where(p => p != GangPhases.Queued)) : "";
        var written = string.Join(", ", record.State.History.Select(h => WireJson.Name(h.Phase)));
        if (view.Phase != WireJson.Name(record.Phase) || told != written)
        {
            simulator.Violated("I4", $"Of {record.Request.Id} the coordinator says: {told}; the journal: {written}.");
        }
    }
}
