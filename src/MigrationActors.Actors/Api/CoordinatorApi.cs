using Akka.Actor;
using MigrationActors.Protocol.Api;

namespace MigrationActors.Actors.Api;

/// <summary>
/// Where requests enter, on every coordinator node: HTTP here, schedulers through Akka. It knows where the coordinator is; the
/// answer goes straight to who asked.
/// </summary>
public sealed class CoordinatorApi : ReceiveActor
{
    public const string Name = "api";

    public CoordinatorApi(IActorRef coordinator) => Receive<ApiRequest>(coordinator.Forward);
}
