namespace MigrationActors.Protocol.Coordination;

/// <summary>A migration's place in a gang.</summary>
/// <param name="Group">Those that share one reservation with it: the parallel members that go the same way, or itself alone.</param>
public sealed record GangSeat(string Gang, string Group);
