using MigrationActors.Protocol;

namespace MigrationActors.Actors.Sagas;

/// <summary>From a saga to its coordinator: send this to that host's agent, wherever it is now. The answer goes to the saga.</summary>
public sealed record SendToHost(string Host, IWireMessage Message);
