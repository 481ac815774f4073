namespace MigrationActors.Core.Planning.Draining;

/// <summary>All that draining a host looks at. The same snapshot always gives the same plan, in whatever order hosts and VMs are listed.</summary>
/// <param name="Host">The host to be drained; it takes none of its own VMs even where it is among <paramref name="Hosts"/>.</param>
/// <param name="Hosts">Those that may take VMs; each name once.</param>
/// <param name="Vms">Those on the host; each name once.</param>
/// <param name="ReserveMiB">How much memory is left free on every destination, for the host itself and QEMU's own needs.</param>
public sealed record DrainSnapshot(string Host, IReadOnlyList<DrainHost> Hosts, IReadOnlyList<DrainVm> Vms, long ReserveMiB = DrainSnapshot.DefaultReserveMiB)
{
    public const long DefaultReserveMiB = 256;
}
