using MigrationActors.Core.GangSaga;

namespace MigrationActors.Actors.Gangs;

/// <summary>From a gang to its coordinator: every member has ended.</summary>
public sealed record GangSagaEnded(string Gang, GangOutcome Outcome);
