using System.Text.Json.Serialization;
using MigrationActors.Core.Forecasting;
using MigrationActors.Core.Gang;
using MigrationActors.Core.Ledger;
using MigrationActors.Core.Reservation;
using MigrationActors.Core.Techniques;

namespace MigrationActors.Core.GangSaga;

/// <summary>One VM of a gang, in the gang's order.</summary>
/// <param name="MigrationId">The id of the migration that moves it, fixed from the beginning: begun twice, it is still one.</param>
/// <param name="Strategy">Decided when the gang was taken on.</param>
/// <param name="Predicted">What it was expected to take, when the gang was taken on.</param>
public sealed record GangMember(
    string MigrationId,
    string Vm,
    string Source,
    string Destination,
    Urgency Urgency,
    Technique? Forced,
    DateTimeOffset? Deadline,
    Decision<Strategy> Strategy,
    Forecast Predicted)
{
    [JsonIgnore]
    public LinkId Leaves => new(Source, LinkDirection.Out);

    [JsonIgnore]
    public LinkId Arrives => new(Destination, LinkDirection.In);

    /// <summary>The members that share one reservation, where this one is of the parallel set (thesis 4.4.2): those of the same source and destination.</summary>
    public string Group(string gang) => Strategy.Choice == Gang.Strategy.Parallel ? $"{gang} {Source} {Destination}" : MigrationId;
}
