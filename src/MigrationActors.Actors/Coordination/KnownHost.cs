using Akka.Actor;
using MigrationActors.Protocol.Hosts;

namespace MigrationActors.Actors.Coordination;

/// <summary>A host as the coordinator last heard of it.</summary>
public sealed record KnownHost(HostAnnouncement Latest, IActorRef Agent, DateTimeOffset HeardAt)
{
    public string Name => Latest.Host;

    public bool IsHypervisor => Latest.Roles.Contains(HostAnnouncement.HostRole);

    public bool IsStorage => Latest.Roles.Contains(HostAnnouncement.StorageRole);

    public VmAnnouncement? Find(string vm) => Latest.Vms.FirstOrDefault(v => v.Name == vm);

    public KnownHost With(VmAnnouncement vm) => this with { Latest = Latest with { Vms = [.. Latest.Vms, vm] } };

    public KnownHost WithoutVm(string vm) => this with { Latest = Latest with { Vms = [.. Latest.Vms.Where(v => v.Name != vm)] } };

    /// <summary>Whether the agent was heard within <paramref name="patience"/>.</summary>
    public bool IsReachable(DateTimeOffset now, TimeSpan patience) => now - HeardAt <= patience;
}
