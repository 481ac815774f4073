using Akka.Actor;
using Akka.Configuration;
using MigrationActors.Actors.Coordination;
using MigrationActors.Actors.Sagas;
using MigrationActors.Actors.Tests.Fakes;
using MigrationActors.Core;
using MigrationActors.Core.Recovery;
using MigrationActors.Core.Reservation;
using MigrationActors.Core.Techniques;
using MigrationActors.Node.Persistence;
using MigrationActors.Protocol.Api;
using MigrationActors.Protocol.Hosts;

namespace MigrationActors.Node.Tests.Persistence;

/// <summary>
/// A coordinator node on a real journal, without the cluster around it: the shipped <c>akka.conf</c>, the guarded coordinator, its sagas,
/// and scripted hosts. <c>h1</c> runs <c>web</c> and <c>db</c>.
/// </summary>
internal sealed class JournalledNode : IAsyncDisposable
{
    private const string Overrides = """
        akka.actor.provider = local
        akka.loglevel = OFF
        akka.stdout-loglevel = OFF
        akka.actor {
          serializers { wire = "MigrationActors.Protocol.Serialization.WireSerializer, MigrationActors.Protocol" }
          serialization-bindings {
            "MigrationActors.Protocol.Coordination.CoordinatorEvent, MigrationActors.Protocol" = wire
            "MigrationActors.Core.Saga.SagaEvent, MigrationActors.Core" = wire
          }
        }
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly ActorSystem _system;
    private readonly ScriptedHost[] _hosts;

    public JournalledNode(JournalStore store)
    {
        var shipped = ConfigurationFactory.ParseString(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "cluster-config", "akka.conf")));
        var hocon = ConfigurationFactory.ParseString(Overrides).WithFallback(JournalConfig.Of(store.Database)).WithFallback(shipped);
        _system = ActorSystem.Create("journalled", hocon);
        Source = new ScriptedHost(_system, "h1", "192.0.2.11", TimeProvider.System, HostAnnouncement.HostRole);
        Destination = new ScriptedHost(_system, "h2", "192.0.2.12", TimeProvider.System, HostAnnouncement.HostRole);
        Source.Announcement = Source.Announcement with { Vms = [Vm("web"), Vm("db")] };
        _hosts = [Source, Destination];

        // A saga that begins again finds its transfer under way, and follows it to its end.
        (Source.AsSource, Destination.AsDestination) = (SourceCondition.Sending, DestinationCondition.Receiving);
        Source.On<HostCommand.FollowTransfer>(c => [Source.Accepted(c.Header.MigrationId), Source.Completed(c.Header.MigrationId)]);
        var settings = new CoordinatorSettings
        {
            Sagas = new SagaSettings { ResendInterval = TimeSpan.FromMilliseconds(100) },
            RestartBackoff = new Backoff(TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(500)),
        };
        Coordinator = _system.ActorOf(CoordinatorGuard.For(settings, TimeProvider.System), MigrationCoordinator.Name);
    }

    public ScriptedHost Source { get; }

    public ScriptedHost Destination { get; }

    public IActorRef Coordinator { get; }

    public Task Terminated => _system.WhenTerminated;

    public static async Task<JournalledNode> StartAsync(JournalStore store)
    {
        await JournalCheck.RunAsync(store.Database);
        var node = new JournalledNode(store);
        await Until(async () => await node.AskAsync(new ApiRequest.ListHosts()) is HostList);
        return node;
    }

    public void Announce()
    {
        foreach (var host in _hosts)
        {
            host.Announce(Coordinator);
        }
    }

    public Task<object> AskAsync(ApiRequest request)
    {
        Announce();
        return Coordinator.Ask<object>(request, Patience);
    }

    public async Task<T> AskAsync<T>(ApiRequest request) => (await AskAsync(request)).ShouldBeOfType<T>();

    /// <summary>On a machine that is busy a database may not answer in time: asked again with the same key, it is one migration.</summary>
    public async Task<MigrationView> MigrateAsync(string vm = "web", string? key = null)
    {
        var wanted = new ApiRequest.Migrate(vm, "h2", Urgency.High, Technique.PreCopy, key ?? Guid.NewGuid().ToString("N"));
        object? answer = null;
        await Until(async () => (answer = await AskAsync(wanted)) is not Refusal { Kind: RefusalKind.Unavailable });
        return answer.ShouldBeOfType<MigrationView>();
    }

    public async Task<MigrationView> ViewAsync(string id)
    {
        object? answer = null;
        await Until(async () => (answer = await AskAsync(new ApiRequest.GetMigration(id))) is not Refusal { Kind: RefusalKind.Unavailable });
        return answer.ShouldBeOfType<MigrationView>();
    }

    public async Task<MigrationView> AwaitPhaseAsync(string id, string phase)
    {
        MigrationView? view = null;
        await Until(async () => (view = await AskAsync(new ApiRequest.GetMigration(id)) as MigrationView)?.Phase == phase);
        return view!;
    }

    public static async Task Until(Func<Task<bool>> condition)
    {
        var giveUp = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            TimeProvider.System.GetElapsedTime(giveUp).ShouldBeLessThan(Patience, "The condition was not met in time.");
            await Task.Delay(50);
        }
    }

    /// <summary>The node's process dies: nothing is handed over.</summary>
    public async ValueTask DisposeAsync() => await _system.Terminate();

    private static VmAnnouncement Vm(string name) => new(name, VmAnnouncement.Running, 64, new Mbps(50), new Mbps(50), null, null, []);
}
