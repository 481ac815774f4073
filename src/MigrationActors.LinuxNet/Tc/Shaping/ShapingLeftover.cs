using MigrationActors.LinuxNet.Names;

namespace MigrationActors.LinuxNet.Tc.Shaping;

/// <summary>A rule of ours that was found on this host.</summary>
/// <param name="Interface">Where it is; for an IFB device, the device itself.</param>
public sealed record ShapingLeftover(InterfaceName Interface, LeftoverKind Kind);
