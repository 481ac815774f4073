using MigrationActors.Testbed.Cluster;

namespace MigrationActors.Cluster.Tests.Support;

/// <summary>A host's node that runs without a capability, until disposed. Guests outlive the change.</summary>
public sealed class WeakenedNode : IAsyncDisposable
{
    private readonly ClusterFixture _fixture;
    private readonly NodePlan _whole;

    private WeakenedNode(ClusterFixture fixture, NodePlan whole) => (_fixture, _whole) = (fixture, whole);

    /// <param name="capability">As setpriv(1) names it, such as net_admin.</param>
    public static async Task<WeakenedNode> StartAsync(ClusterFixture fixture, string host, string capability)
    {
        var node = new WeakenedNode(fixture, ClusterPlans.FigureFour.Single(n => n.Host == host));
        try
        {
            await fixture.Cluster.ReplaceNodeAsync(node._whole.Without(capability));
            return node;
        }
        catch
        {
            await node.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync() => await _fixture.Cluster.ReplaceNodeAsync(_whole);
}
