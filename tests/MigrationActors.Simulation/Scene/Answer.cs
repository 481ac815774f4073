using Akka.Actor;

namespace MigrationActors.Simulation.Scene;

/// <summary>Where an answer of the API arrives.</summary>
internal sealed class Answer(IActorRefProvider provider, Action<object> heard) : MinimalActorRef
{
    public override IActorRefProvider Provider { get; } = provider;

    public override ActorPath Path { get; } = provider.RootPath / "user" / "client" / "answer";

    protected override void TellInternal(object message, IActorRef sender) => heard(message);
}
