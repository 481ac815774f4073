using System.Text.Json.Serialization;

namespace MigrationActors.Protocol.Api;

/// <param name="Gangs">Newest first: all that have not ended, and as many of the others as one message can carry.</param>
/// <param name="Older">How many older ones are left out.</param>
public sealed record GangList(
    IReadOnlyList<GangSummary> Gangs, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] int Older = 0) : IWireMessage;
