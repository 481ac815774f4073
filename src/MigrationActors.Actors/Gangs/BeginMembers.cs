namespace MigrationActors.Actors.Gangs;

/// <summary>From a gang to its coordinator: begin these members. Who has begun, or ended, is told of and not begun again.</summary>
public sealed record BeginMembers(string Gang, IReadOnlyList<string> Migrations);
