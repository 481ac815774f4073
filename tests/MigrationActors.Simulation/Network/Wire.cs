using Akka.Actor;
using MigrationActors.Protocol;
using MigrationActors.Protocol.Hosts;
using MigrationActors.Protocol.Serialization;
using MigrationActors.Simulation.Engine;

namespace MigrationActors.Simulation.Network;

/// <summary>
/// Carries messages between processes as the product's bytes: late, twice, out of order, or not at all. A process that was killed
/// neither sends nor hears.
/// </summary>
public sealed class Wire(Simulator simulator, Cables cables)
{
    private readonly WireSerializer _serializer = new(simulator.System);
    private readonly Dice _dice = simulator.Dice("wire");
    private readonly Dictionary<(string, string), TimeSpan> _latest = [];
    private readonly Dictionary<(Node, IActorRef), RemoteRef> _refs = [];

    public Weather Weather { get; set; } = Weather.Calm;

    /// <summary>Called with what a process says, and with what one hears: who, to or from whom, and the message.</summary>
    public event Action<Node, Node, object>? Said;

    public event Action<Node, Node, object>? Heard;

    /// <summary>What a broken build would change in a message on its way; nothing in a sound one.</summary>
    public Func<object, object> Tamper { get; set; } = message => message;

    /// <summary>How an actor of another process is addressed from a process.</summary>
    public IActorRef Ref(Node viewer, IActorRef target)
    {
        if (target.IsNobody() || simulator.NodeOf(target.Path) is not { } owner || owner == viewer)
        {
            return target;
        }

        if (!_refs.TryGetValue((viewer, target), out var known))
        {
            _refs[(viewer, target)] = known = new RemoteRef(this, simulator.System.Provider, viewer, owner, target);
        }

        return known;
    }

    public void Send(Node from, Node to, IActorRef target, object message, IActorRef sender)
    {
        if (!from.IsAlive)
        {
            return;
        }

        if (message is not IWireMessage)
        {
            throw new InvalidOperationException($"{message.GetType().Name} is no message between nodes, and {from} sends it to {to}.");
        }

        Said?.Invoke(from, to, message);
        var manifest = _serializer.Manifest(message);
        if (message is HostAnnouncement or HostReply.TransferProgressed)
        {
            // Several a second, and all alike.
            simulator.Trace.Count(manifest);
        }
        else
        {
            simulator.Trace.Add("send", $"{from} > {to}", message);
        }

        if (_dice.Chance(Weather.Lost))
        {
            simulator.Trace.Add("lost", $"{from} > {to}", manifest);
            return;
        }

        var bytes = _serializer.ToBinary(message);
        var times = _dice.Chance(Weather.Twice) ? 2 : 1;
        for (var time = 0; time < times; time++)
        {
            simulator.Clock.After(Delay(from, to), () => Arrive(from, to, target, manifest, bytes, sender));
        }
    }

    private TimeSpan Delay(Node from, Node to)
    {
        var delay = _dice.Chance(Weather.Late) ? _dice.Seconds(0.1, 6) : _dice.Milliseconds(0.2, 6);
        if (_dice.Chance(Weather.OutOfOrder))
        {
            return delay;
        }

        var due = simulator.Clock.Elapsed + delay;
        if (_latest.TryGetValue((from.Name, to.Name), out var latest) && due < latest)
        {
            due = latest;
        }

        _latest[(from.Name, to.Name)] = due;
        return due - simulator.Clock.Elapsed;
    }

    private void Arrive(Node from, Node to, IActorRef target, string manifest, byte[] bytes, IActorRef sender)
    {
        if (cables.IsCut(from.Machine, to.Machine))
        {
            if (_dice.Chance(0.5))
            {
                simulator.Trace.Add("cut off", $"{from} > {to}", manifest);
                return;
            }

            // TCP tries again.
            simulator.Clock.After(_dice.Seconds(0.2, 1), () => Arrive(from, to, target, manifest, bytes, sender));
            return;
        }

        var message = _serializer.FromBinary(bytes, manifest);
        to.WhenRunning(() =>
        {
            Heard?.Invoke(to, from, message);
            target.Tell(Tamper(message), Ref(to, sender));
        });
    }
}
