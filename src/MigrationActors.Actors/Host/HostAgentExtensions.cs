using Akka.Actor;
using Akka.Hosting;
using MigrationActors.Actors.Coordination;

namespace MigrationActors.Actors.Host;

public static class HostAgentExtensions
{
    /// <summary>Runs this host's agent. Needs <see cref="CoordinationExtensions.WithCoordinator"/> or its proxy.</summary>
    public static AkkaConfigurationBuilder WithHostAgent(this AkkaConfigurationBuilder builder, HostSettings settings, HostParts parts) =>
        builder.WithActors((system, registry) =>
        {
            var coordinator = registry.Get<MigrationCoordinator>();
            registry.Register<HostAgent>(system.ActorOf(Props.Create(() => new HostAgent(settings, parts, coordinator)), HostAgent.Name));
        });
}
