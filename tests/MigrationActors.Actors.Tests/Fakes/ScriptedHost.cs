using System.Collections.Concurrent;
using Akka.Actor;
using MigrationActors.Core;
using MigrationActors.Core.Progress;
using MigrationActors.Core.Recovery;
using MigrationActors.Core.Saga;
using MigrationActors.Core.Techniques;
using MigrationActors.Protocol.Hosts;

namespace MigrationActors.Actors.Tests.Fakes;

/// <summary>
/// A host's agent that answers every command as a host where all goes well would; each kind of command can be made to go otherwise.
/// </summary>
internal sealed class ScriptedHost
{
    private readonly ConcurrentQueue<(IHostCommand Command, IActorRef Saga)> _heard = new();
    private readonly ConcurrentDictionary<Type, Func<IHostCommand, IEnumerable<IHostReply>>> _script = new();
    private readonly TimeProvider _time;

    public ScriptedHost(IActorRefFactory system, string name, string address, TimeProvider time, params IReadOnlyList<string> roles)
    {
        _time = time;
        Announcement = new HostAnnouncement(name, address, roles, new Mbps(1000), new Mbps(10), Mbps.Zero, Mbps.Zero, "7.2.22", null, []);
        Agent = system.ActorOf(Props.Create(() => new AgentActor(this)));
    }

    public string Name => Announcement.Host;

    public IActorRef Agent { get; }

    public HostAnnouncement Announcement { get; set; }

    /// <summary>What it says of the VM when asked as its source.</summary>
    public SourceCondition AsSource { get; set; } = SourceCondition.Runs;

    /// <summary>What it says of the VM when asked as its destination.</summary>
    public DestinationCondition AsDestination { get; set; } = DestinationCondition.Waiting;

    public IReadOnlyList<IHostCommand> Heard => [.. _heard.Select(h => h.Command)];

    public void Announce(IActorRef coordinator) => coordinator.Tell(Announcement, Agent);

    public IEnumerable<T> All<T>()
        where T : IHostCommand => Heard.OfType<T>();

    /// <summary>From now on that is what it answers to such a command.</summary>
    public void On<T>(Func<T, IEnumerable<IHostReply>> answer)
        where T : IHostCommand => _script[typeof(T)] = c => answer((T)c);

    public void Silent<T>()
        where T : IHostCommand => On<T>(_ => []);

    public void Refuses<T>(string reason)
        where T : IHostCommand => On<T>(c => [new HostReply.CommandFailed(c.Header.MigrationId, Name, typeof(T).Name, reason)]);

    public void Behaves<T>()
        where T : IHostCommand => _script.TryRemove(typeof(T), out _);

    /// <summary>Tells the saga that spoke last something of its own accord.</summary>
    public void Say(IHostReply news) => _heard.Last().Saga.Tell(news, Agent);

    /// <summary>Tells a migration's saga something of its own accord.</summary>
    public void Say(string migration, IHostReply news) => _heard.Last(h => h.Command.Header.MigrationId == migration).Saga.Tell(news, Agent);

    public HostReply.TransferCompleted Completed(string id) => new(id, Name, _time.GetUtcNow(), _time.GetUtcNow(), new TransferTotals(1200, 3));

    public HostReply.TransferAccepted Accepted(string id) => new(id, Name, _time.GetUtcNow());

    public HostReply.TransferProgressed Progress(string id, int seconds, long passes) =>
        new(id, Name, new TransferSample(_time.GetUtcNow().AddSeconds(seconds), 1000, 400, 600, passes));

    private IEnumerable<IHostReply> AnswerTo(IHostCommand command)
    {
        if (_script.TryGetValue(command.GetType(), out var scripted))
        {
            return scripted(command);
        }

        var id = command.Header.MigrationId;
        return command switch
        {
            HostCommand.DescribeVm c => [new HostReply.VmDescribed(id, Name, Definitions.Named(c.Vm).ToJson())],
            HostCommand.PrepareDestination => [new HostReply.DestinationPrepared(id, Name, Announcement.Address, 49152)],
            HostCommand.ReserveBandwidth => [new HostReply.BandwidthReserved(id, Name)],
            HostCommand.ReleaseBandwidth => [new HostReply.BandwidthReleased(id, Name)],
            HostCommand.StartTransfer { Technique: Technique.PreCopy } => [Accepted(id), Progress(id, 1, 1), Completed(id)],
            HostCommand.StartTransfer { Technique: Technique.Hybrid } => [Accepted(id), Progress(id, 1, 1), Progress(id, 2, 2)],
            HostCommand.StartTransfer => [Accepted(id)],
            HostCommand.FollowTransfer => [Accepted(id)],
            HostCommand.InspectSource c => [new HostReply.SourceInspected(id, Name, AsSource, null, c.Look)],
            HostCommand.InspectDestination c => [new HostReply.DestinationInspected(id, Name, AsDestination, null, c.Look)],
            HostCommand.RecoverDestination => [new HostReply.DestinationListens(id, Name)],
            HostCommand.ResumePostcopy => [new HostReply.PostcopyResumed(id, Name)],
            HostCommand.StartPostcopy => [new HostReply.PostcopyStarted(id, Name), Completed(id)],
            HostCommand.StopTransfer => [new HostReply.TransferStopped(id, Name)],
            HostCommand.ConfirmDestination => [new HostReply.DestinationRuns(id, Name, _time.GetUtcNow())],
            HostCommand.RetireSource => [new HostReply.SourceRetired(id, Name)],
            HostCommand.DiscardDestination => [new HostReply.DestinationDiscarded(id, Name)],
            _ => [],
        };
    }

    private sealed class AgentActor : ReceiveActor
    {
        public AgentActor(ScriptedHost host) => Receive<IHostCommand>(command =>
        {
            host._heard.Enqueue((command, Sender));
            foreach (var reply in host.AnswerTo(command))
            {
                Sender.Tell(reply);
            }
        });
    }
}
