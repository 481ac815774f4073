using MigrationActors.Core;
using MigrationActors.Testbed.Cluster;
using MigrationActors.Testbed.Lifecycle;
using MigrationActors.Testbed.Namespaces;
using MigrationActors.Testbed.Network;

namespace MigrationActors.Cluster.Tests.Failover;

/// <summary>A testbed with three candidates for the coordinator; gone when the tests have run, however they ended.</summary>
public sealed class ThreeCandidatesFixture : IAsyncLifetime
{
    private static readonly Mbps Link = new(200);
    private static readonly TimeSpan TakeoverTimeout = TimeSpan.FromMinutes(1);

    // A prefix of this process, so that two runs at a time do not meet.
    private readonly TestbedPrefix _prefix = TestbedPrefix.Parse($"c3{Environment.ProcessId % 1_000_000:x}");
    private readonly string? _obstacle = TestbedRequirements.Obstacle();
    private TestbedCluster? _cluster;

    public TestbedCluster Cluster => _cluster ?? throw new InvalidOperationException("A test that uses the cluster begins with SkipWithoutTestbed.");

    /// <summary>To begin each test with: a fixture cannot skip.</summary>
    public void SkipWithoutTestbed() => Skip.If(_obstacle is not null, _obstacle);

    public async Task InitializeAsync()
    {
        if (_obstacle is not null)
        {
            return;
        }

        var testbed = await TestbedNetwork.UpAsync(new TestbedOptions(_prefix, Link));
        try
        {
            _cluster = await TestbedCluster.StartAsync(testbed, ClusterPlans.ThreeCandidates);
        }
        catch
        {
            // xunit does not dispose a fixture whose initialisation failed.
            await TestbedNetwork.DownAsync(_prefix);
            throw;
        }
    }

    public async Task DisposeAsync()
    {
        if (_obstacle is null)
        {
            await TestbedNetwork.DownAsync(_prefix);
        }
    }

    /// <summary>The candidate that is the coordinator now.</summary>
    public NodePlan Active => Cluster.Candidates.Single(c => c.Name == Cluster.LatestTakeover().Candidate);

    /// <summary>Returns when a later coordinator than this one has taken over and hears every host that runs.</summary>
    public async Task<Takeover> WaitForSuccessorAsync(Takeover before)
    {
        await Until.TrueAsync(
            () => Cluster.LatestTakeover().Epoch > before.Epoch,
            TakeoverTimeout,
            () => $"Nobody took over from '{before.Candidate}'.",
            CancellationToken.None);
        await Cluster.WaitUntilHeardAsync();
        return Cluster.LatestTakeover();
    }
}
