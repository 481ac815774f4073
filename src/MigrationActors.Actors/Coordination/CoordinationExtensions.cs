using Akka.Actor;
using Akka.Cluster.Hosting;
using Akka.Hosting;
using MigrationActors.Actors.Api;
using MigrationActors.Protocol.Hosts;

namespace MigrationActors.Actors.Coordination;

public static class CoordinationExtensions
{
    /// <summary>Makes this node a candidate for the coordinator, and opens the API on it.</summary>
    public static AkkaConfigurationBuilder WithCoordinator(this AkkaConfigurationBuilder builder, CoordinatorSettings settings, TimeProvider time) =>
        builder
            .WithSingleton<MigrationCoordinator>(
                MigrationCoordinator.Name,
                (_, _, _) => CoordinatorGuard.For(settings, time),
                new ClusterSingletonOptions { Role = HostAnnouncement.CoordinatorRole, TerminationMessage = StopCoordinator.Instance },
                createProxyToo: true)
            .WithActors((system, registry) =>
            {
                var coordinator = registry.Get<MigrationCoordinator>();
                system.ActorOf(Props.Create(() => new JournalWarmUp()), JournalWarmUp.Name);
                registry.Register<CoordinatorApi>(system.ActorOf(Props.Create(() => new CoordinatorApi(coordinator)), CoordinatorApi.Name));
            });

    /// <summary>On other nodes: a way to the coordinator, wherever it is.</summary>
    public static AkkaConfigurationBuilder WithCoordinatorProxy(this AkkaConfigurationBuilder builder) =>
        builder.WithSingletonProxy<MigrationCoordinator>(
            MigrationCoordinator.Name, new ClusterSingletonOptions { Role = HostAnnouncement.CoordinatorRole });
}
