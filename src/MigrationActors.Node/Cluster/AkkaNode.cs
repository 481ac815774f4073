using System.Net;
using Akka.Cluster.Hosting;
using Akka.Configuration;
using Akka.Hosting;
using Akka.Remote.Hosting;
using MigrationActors.Actors;
using MigrationActors.Actors.Coordination;
using MigrationActors.Actors.Host;
using MigrationActors.Actors.Sagas;
using MigrationActors.Node.Persistence;
using MigrationActors.Node.Settings;
using MigrationActors.Protocol.Hosts;

namespace MigrationActors.Node.Cluster;

/// <summary>Puts the actor system of a node together from its settings.</summary>
public static class AkkaNode
{
    public const string SystemName = "migration-actors";

    public static AkkaConfigurationBuilder AddNode(this AkkaConfigurationBuilder akka, NodeSettings settings, Config hocon, HostNode? host)
    {
        akka.ConfigureLoggers(loggers =>
        {
            loggers.ClearLoggers();
            loggers.AddLoggerFactory();
        });
        akka.AddHocon(hocon, HoconAddMode.Append)
            .WithWireSerialization()
            .WithRemoting(new RemoteOptions { HostName = settings.Address, Port = settings.Port, PublicHostName = settings.Address })
            .WithClustering(new ClusterOptions
            {
                Roles = settings.Roles,
                SeedNodes = [.. settings.Seeds.Select(s => $"akka.tcp://{SystemName}@{s}")],
                // A first seed that was cut off, and starts again, would otherwise found a second cluster, with a coordinator of its own.
                MinimumNumberOfMembersPerRole = new() { [HostAnnouncement.CoordinatorRole] = MostOf(settings.Seeds.Length) },
            });

        if (settings.Roles.Contains(HostAnnouncement.CoordinatorRole))
        {
            akka.AddHocon(JournalConfig.Of(Journals.Of(settings.Persistence)), HoconAddMode.Prepend)
                .WithCoordinator(new CoordinatorSettings { Sagas = new SagaSettings { Rules = settings.Sagas.ToRules() }, Ledger = settings.Limits.ToLedger() }, TimeProvider.System);
        }
        else
        {
            akka.WithCoordinatorProxy();
        }

        return host is null ? akka : akka.WithHostAgent(host.Settings, host.Parts);
    }

    /// <summary>How many are more than half of the coordinators, which are the seeds.</summary>
    private static int MostOf(int seeds) => (seeds / 2) + 1;
}
