using Akka.Actor;
using MigrationActors.Simulation.Engine;
using MigrationActors.Simulation.Network;

namespace MigrationActors.Simulation.Scene;

/// <summary>An agent's way to the coordinator, wherever it is. What is said while there is none is lost.</summary>
public sealed class CoordinatorProxy(IActorRefProvider provider, Wire wire, Coordinators coordinators, Node viewer) : MinimalActorRef
{
    public override IActorRefProvider Provider { get; } = provider;

    public override ActorPath Path { get; } = provider.RootPath / "user" / viewer.Name / "coordinator-proxy";

    protected override void TellInternal(object message, IActorRef sender)
    {
        if (coordinators.Find() is { } coordinator)
        {
            wire.Ref(viewer, coordinator).Tell(message, sender);
        }
    }
}
