using MigrationActors.Core.Reservation;
using MigrationActors.Core.Techniques;
using MigrationActors.Protocol.Hosts;

namespace MigrationActors.Actors.Coordination;

/// <summary>A VM that can be moved, with both hosts as they announced themselves last.</summary>
public sealed record Candidate(Wish Wish, KnownHost Source, KnownHost Destination, VmAnnouncement Vm)
{
    private const long BytesPerMiB = 1024 * 1024;

    /// <summary>What there is to send: the memory in use, or all of it where the host does not say.</summary>
    public long Bytes => (Vm.ResidentMiB > 0 ? Vm.ResidentMiB : Vm.MemoryMiB) * BytesPerMiB;

    /// <summary>A caller who insists on pre-copy does not want it to become something else.</summary>
    public bool PostcopyAllowed =>
        Wish.Technique != Technique.PreCopy && Source.Latest.PostCopyObstacle is null && Destination.Latest.PostCopyObstacle is null;

    public Urgency Urgency => Wish.Urgency;
}
