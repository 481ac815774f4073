using MigrationActors.Core.Saga;

namespace MigrationActors.Actors.Coordination;

/// <summary>A migration that may begin: what a saga starts from.</summary>
public sealed record AdmittedMigration(MigrationRequest Request, TrafficSnapshot Traffic, MigrationDecision Decision);
