namespace MigrationActors.Protocol.Api;

/// <summary>The body of <c>POST /v1/gangs/{id}/cancel</c>; without one the whole gang is given up.</summary>
/// <param name="Vms">The members to give up, at least one.</param>
public sealed record CancelGangBody(IReadOnlyList<string> Vms);
