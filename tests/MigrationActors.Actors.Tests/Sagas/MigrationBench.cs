using Akka.Actor;
using MigrationActors.Actors.Coordination;
using MigrationActors.Actors.Sagas;
using MigrationActors.Actors.Tests.Fakes;
using MigrationActors.Core;
using MigrationActors.Core.Recovery;
using MigrationActors.Core.Reservation;
using MigrationActors.Core.Techniques;
using MigrationActors.Protocol.Api;
using MigrationActors.Protocol.Hosts;

namespace MigrationActors.Actors.Tests.Sagas;

/// <summary>
/// A coordinator with three hosts: <c>h1</c> runs <c>web</c> and sends 900 of its 1000 Mbit/s, <c>h2</c> is idle, <c>nfs1</c> holds the
/// disk. Commands are sent again by the real clock and quickly; deadlines go by the test's.
/// </summary>
public abstract class MigrationBench : ActorTests
{
    /// <param name="settings">Of the coordinator; its sagas' are <paramref name="sagas"/> or quick ones.</param>
    protected MigrationBench(SagaSettings? sagas = null, CoordinatorSettings? settings = null)
    {
        Settings = (settings ?? new CoordinatorSettings()) with { Sagas = sagas ?? Quick };
        Source = new ScriptedHost(Sys, "h1", "192.0.2.11", Time, HostAnnouncement.HostRole);
        Destination = new ScriptedHost(Sys, "h2", "192.0.2.12", Time, HostAnnouncement.HostRole);
        Storage = new ScriptedHost(Sys, "nfs1", "192.0.2.14", Time, HostAnnouncement.StorageRole);
        Source.Announcement = Source.Announcement with
        {
            Out = new Mbps(900),
            Vms = [new VmAnnouncement("web", VmAnnouncement.Running, 64, new Mbps(50), new Mbps(50), null, null, ["192.0.2.14"])],
        };
        Coordinator = StartCoordinator();
    }

    protected static SagaSettings Quick { get; } = new() { ResendInterval = TimeSpan.FromMilliseconds(50), LookInterval = TimeSpan.FromMilliseconds(50) };

    private protected ScriptedHost Source { get; }

    private protected ScriptedHost Destination { get; }

    private protected ScriptedHost Storage { get; }

    private protected IEnumerable<ScriptedHost> Hosts => [Source, Destination, Storage];

    protected IActorRef Coordinator { get; private set; }

    private CoordinatorSettings Settings { get; }

    protected void Announce()
    {
        foreach (var host in Hosts)
        {
            host.Announce(Coordinator);
        }
    }

    /// <summary>Stops the coordinator as the cluster does, and starts its successor on the same journal.</summary>
    protected void ReplaceCoordinator()
    {
        Watch(Coordinator);
        Coordinator.Tell(StopCoordinator.Instance);
        ExpectTerminated(Coordinator, Patience);
        Coordinator = StartCoordinator();
    }

    protected MigrationView Migrate(Technique? technique = Technique.PreCopy, Urgency urgency = Urgency.High)
    {
        Announce();
        return Ask<MigrationView>(new ApiRequest.Migrate("web", "h2", urgency, technique));
    }

    protected T Ask<T>(ApiRequest request)
        where T : class
    {
        var asker = CreateTestProbe();
        Coordinator.Tell(request, asker);
        return asker.ExpectMsg<object>(Patience).ShouldBeOfType<T>();
    }

    protected MigrationView View(string id) => Ask<MigrationView>(new ApiRequest.GetMigration(id));

    protected MigrationView AwaitPhase(string id, string phase)
    {
        Eventually(() => View(id).Phase.ShouldBe(phase));
        return View(id);
    }

    /// <summary>A transfer that has been accepted, and of which nothing more is heard.</summary>
    protected string StartTransferring(Technique? technique = Technique.PreCopy, Urgency urgency = Urgency.High)
    {
        Source.On<HostCommand.StartTransfer>(c => [Source.Accepted(c.Header.MigrationId)]);
        var id = Migrate(technique, urgency).Id;
        AwaitPhase(id, "transferring");
        return id;
    }

    /// <summary>A post-copy that runs, and of which nothing more is heard.</summary>
    protected string StartPostcopy()
    {
        Source.On<HostCommand.StartPostcopy>(c => [new HostReply.PostcopyStarted(c.Header.MigrationId, Source.Name)]);
        var id = Migrate(Technique.PostCopy).Id;
        Eventually(() => Source.All<HostCommand.StartPostcopy>().ShouldNotBeEmpty());
        (Source.AsSource, Destination.AsDestination) = (SourceCondition.SendingPostcopy, DestinationCondition.RunsPostcopy);
        return id;
    }

    private IActorRef StartCoordinator() =>
        Sys.ActorOf(Props.Create(() => new MigrationCoordinator(Settings, Time)), MigrationCoordinator.Name);
}
