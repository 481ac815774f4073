using MigrationActors.Core.Traffic;

namespace MigrationActors.Core.Planning;

/// <summary>A host as it was when the migration was planned.</summary>
/// <param name="Link">The rate of its uplink, above 0.</param>
/// <param name="Allocatable">What migration and applications share: the link less the cluster's own guaranteed class. Above 0, at most <paramref name="Link"/>.</param>
/// <param name="Traffic">What the uplink carries, over a window.</param>
/// <param name="PostCopySupported">Whether QEMU and the kernel here can do post-copy.</param>
/// <param name="PostCopyObstacle">What stands in the way where they cannot, in words.</param>
/// <exception cref="ArgumentException">A name or a rate is out of its range; the message names the host.</exception>
public sealed record HostSnapshot(
    string Name, Mbps Link, Mbps Allocatable, TrafficRate Traffic, bool PostCopySupported, string? PostCopyObstacle)
{
    public string Name { get; } = string.IsNullOrWhiteSpace(Name)
        ? throw new ArgumentException("A host in a plan needs a name.", nameof(Name))
        : Name;

    // Without init accessors, `with` cannot slip past the checks.
    public Mbps Link { get; } = Link > Mbps.Zero
        ? Link
        : throw new ArgumentException($"Host '{Name}': the link rate is 0; set the rate of its uplink.", nameof(Link));

    public Mbps Allocatable { get; } = Allocatable > Mbps.Zero && Allocatable <= Link
        ? Allocatable
        : throw new ArgumentException(
            $"Host '{Name}': {Allocatable} are left for migration and applications on a link of {Link}; it must be above 0 and at most the link.",
            nameof(Allocatable));
}
