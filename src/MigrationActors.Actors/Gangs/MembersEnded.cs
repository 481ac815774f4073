namespace MigrationActors.Actors.Gangs;

/// <summary>From a gang to its coordinator: how these members have ended. May come again.</summary>
public sealed record MembersEnded(string Gang, IReadOnlyList<MemberReport> Members);
