using Akka.Actor;
using MigrationActors.Protocol.Hosts;

namespace MigrationActors.Actors.Coordination;

/// <summary>A host as the coordinator last heard of it.</summary>
public sealed record KnownHost(HostAnnouncement Latest, IActorRef Agent, DateTimeOffset HeardAt)
{
    public string Name => Latest.Host;

    public bool IsHypervisor => Latest.Roles.Contains(HostAnnouncement.HostRole);

    public bool IsStorage => Latest.Roles.Contains(HostAnnouncement.StorageRole);

    /// <summary>Whether the agent was heard within <paramref name="patience"/>.</summary>
    public bool IsReachable(DateTimeOffset now, TimeSpan patience) => now - HeardAt <= patience;
}
