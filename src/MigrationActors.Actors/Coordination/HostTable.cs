using Akka.Actor;
using MigrationActors.Protocol.Hosts;

namespace MigrationActors.Actors.Coordination;

/// <summary>
/// What the hosts' agents announced. Not persisted: agents announce themselves every second, so a new coordinator knows all of
/// them within about that time.
/// </summary>
public sealed class HostTable
{
    private readonly SortedDictionary<string, KnownHost> _hosts = new(StringComparer.Ordinal);

    public IReadOnlyCollection<KnownHost> All => _hosts.Values;

    public void Hear(HostAnnouncement announcement, IActorRef agent, DateTimeOffset now) =>
        _hosts[announcement.Host] = new KnownHost(announcement, agent, now);

    /// <summary>A migration has ended well, which the hosts themselves say only in their next announcements.</summary>
    public void Moved(string vm, string source, string destination)
    {
        if (Find(source) is not { } left || Find(destination) is not { } reached || left.Find(vm) is not { } there)
        {
            return;
        }

        _hosts[source] = left.WithoutVm(vm);
        _hosts[destination] = reached.WithoutVm(vm).With((reached.Find(vm) ?? there) with { State = VmAnnouncement.Running });
    }

    public KnownHost? Find(string name) => _hosts.GetValueOrDefault(name);

    /// <summary>The hosts that report a VM of this name; two while it moves.</summary>
    public IReadOnlyList<KnownHost> HostsOf(string vm) => [.. _hosts.Values.Where(h => h.Find(vm) is not null)];
}
