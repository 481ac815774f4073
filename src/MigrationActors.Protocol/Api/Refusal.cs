namespace MigrationActors.Protocol.Api;

/// <summary>Why a request was not taken: what was wrong, where, and what to do, in one sentence or two.</summary>
public sealed record Refusal(RefusalKind Kind, string Message) : IWireMessage;
