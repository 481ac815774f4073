using Akka.Actor;
using MigrationActors.Simulation.Engine;

namespace MigrationActors.Simulation.Network;

/// <summary>An actor of another process, as it is known to one process: what it is told goes over the wire.</summary>
public sealed class RemoteRef(Wire wire, IActorRefProvider provider, Node viewer, Node owner, IActorRef target) : MinimalActorRef
{
    public override IActorRefProvider Provider { get; } = provider;

    public override ActorPath Path { get; } = target.Path;

    protected override void TellInternal(object message, IActorRef sender) => wire.Send(viewer, owner, target, message, sender);
}
