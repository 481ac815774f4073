namespace MigrationActors.Testbed.Cluster;

/// <summary>A node of the product on one of the testbed's hosts.</summary>
/// <param name="Host">src, dst, nfs or ext.</param>
/// <param name="Roles">host, storage, coordinator.</param>
public sealed record NodePlan(string Host, IReadOnlyList<string> Roles)
{
    /// <summary>
    /// A program that becomes the node, such as setpriv with what the node is to do without; empty: the node itself.
    /// </summary>
    public IReadOnlyList<string> Through { get; init; } = [];

    /// <summary>The same node without a capability, as a service that was not given it.</summary>
    /// <param name="capability">As setpriv(1) names it, such as net_admin.</param>
    public NodePlan Without(string capability) => this with { Through = ["setpriv", "--bounding-set", "-" + capability, "--"] };
}
