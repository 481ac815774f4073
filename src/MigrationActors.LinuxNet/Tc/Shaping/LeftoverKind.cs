namespace MigrationActors.LinuxNet.Tc.Shaping;

/// <summary>The three things that shaping puts on a host, in the order in which they must go.</summary>
public enum LeftoverKind
{
    /// <summary>An ingress qdisc that redirects to an IFB device of ours.</summary>
    IngressRedirect,

    /// <summary>A tree under our handle.</summary>
    EgressTree,

    /// <summary>An IFB device of ours.</summary>
    IfbDevice,
}
