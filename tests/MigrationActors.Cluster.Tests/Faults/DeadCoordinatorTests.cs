using MigrationActors.Core.Techniques;
using MigrationActors.Protocol.Api;
using MigrationActors.Testbed.Cluster;

namespace MigrationActors.Cluster.Tests.Faults;

/// <summary>The active coordinator is killed; another candidate goes on where the machines really are.</summary>
[Collection(FaultCollection.Name)]
[Trait("Category", "Long")]
public sealed class DeadCoordinatorTests(FaultCluster fixture)
{
    [SkippableTheory]
    [InlineData(Technique.PreCopy)]
    [InlineData(Technique.PostCopy)]
    public async Task During_the_transfer_it_is_taken_up_again_and_not_started_twice(Technique technique)
    {
        await using var scene = await FaultScene.SetAsync(fixture, technique == Technique.PreCopy ? "f10" : "f12");
        await scene.StartAsync(technique);

        var killed = await fixture.KillCoordinatorAsync();
        try
        {
            var ended = await scene.EndAsync();

            ended.Phase.ShouldBe("completed", ended.Failure);
            ended.History.Count(h => h.Phase == "transferring" && h.Note is null).ShouldBe(1);
            ended.History.ShouldContain(h => h.Note != null && h.Note.Contains("has taken over", StringComparison.Ordinal));
            await scene.ShouldRunOnDestinationAloneAsync();
        }
        finally
        {
            await fixture.RestoreAsync(killed);
        }
    }

    /// <summary>The destination's agent is held for a moment, so that the VM has arrived but nobody has confirmed it yet.</summary>
    [SkippableFact]
    public async Task Between_completion_and_the_sources_end_the_source_is_retired_once()
    {
        await using var scene = await FaultScene.SetAsync(fixture, "f11");
        await scene.StartAsync(Technique.PreCopy);
        await scene.Guest.NearlyThereAsync(scene.MigrationId);
        var agent = fixture.Cluster.Node(fixture.Destination.Name);
        await FaultScene.SignalAsync(fixture.Destination, agent.Pid, "STOP");
        NodePlan killed;
        try
        {
            await scene.Guest.WaitForPhaseAsync(scene.MigrationId, "transferred");
            killed = await fixture.KillCoordinatorAsync();
        }
        finally
        {
            await FaultScene.SignalAsync(fixture.Destination, agent.Pid, "CONT");
        }

        try
        {
            var ended = await scene.EndAsync();
            ended.Phase.ShouldBe("completed", ended.Failure);
            ended.History.Count(h => h.Phase == "sourceRetired").ShouldBe(1);
            await scene.ShouldRunOnDestinationAloneAsync();
        }
        finally
        {
            await fixture.RestoreAsync(killed);
        }
    }
}
