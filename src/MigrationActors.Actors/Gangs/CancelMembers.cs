namespace MigrationActors.Actors.Gangs;

/// <summary>From a gang to its coordinator: cancel these members as far as that is still safe.</summary>
public sealed record CancelMembers(string Gang, IReadOnlyList<string> Migrations);
