using MigrationActors.Core.Techniques;
using MigrationActors.Core.Traffic;

namespace MigrationActors.Core.Tests.Techniques;

public sealed class TechniqueSelectorTests
{
    private static readonly PostCopyCapability Both = new(Source: true, Destination: true, Obstacle: null);

    [Theory]
    [InlineData(TrafficClass.Idle, TrafficClass.Idle, Technique.PostCopy, "the destination is idle")]
    [InlineData(TrafficClass.Idle, TrafficClass.Inbound, Technique.PreCopy, "the source is idle")]
    [InlineData(TrafficClass.Idle, TrafficClass.Outbound, Technique.PreCopy, "the source is idle")]
    [InlineData(TrafficClass.Idle, TrafficClass.Mixed, Technique.PreCopy, "the source is idle")]
    [InlineData(TrafficClass.Inbound, TrafficClass.Idle, Technique.PreCopy, "the source is inbound")]
    [InlineData(TrafficClass.Inbound, TrafficClass.Inbound, Technique.PreCopy, "the source is inbound")]
    [InlineData(TrafficClass.Inbound, TrafficClass.Outbound, Technique.PreCopy, "the source is inbound")]
    [InlineData(TrafficClass.Inbound, TrafficClass.Mixed, Technique.PreCopy, "the source is inbound")]
    [InlineData(TrafficClass.Outbound, TrafficClass.Idle, Technique.PostCopy, "the source is outbound")]
    [InlineData(TrafficClass.Outbound, TrafficClass.Inbound, Technique.PostCopy, "the source is outbound")]
    [InlineData(TrafficClass.Outbound, TrafficClass.Outbound, Technique.PostCopy, "the source is outbound")]
    [InlineData(TrafficClass.Outbound, TrafficClass.Mixed, Technique.PostCopy, "the source is outbound")]
    [InlineData(TrafficClass.Mixed, TrafficClass.Idle, Technique.PostCopy, "the destination is idle")]
    [InlineData(TrafficClass.Mixed, TrafficClass.Inbound, Technique.PostCopy, "no other rule applies")]
    [InlineData(TrafficClass.Mixed, TrafficClass.Outbound, Technique.PostCopy, "no other rule applies")]
    [InlineData(TrafficClass.Mixed, TrafficClass.Mixed, Technique.PostCopy, "no other rule applies")]
    public void The_rules_of_algorithm_1_decide(TrafficClass source, TrafficClass destination, Technique expected, string rule)
    {
        var selection = TechniqueSelector.Select(source, destination, forced: null, Both);

        selection.IsPossible.ShouldBeTrue();
        selection.Decision!.Choice.ShouldBe(expected);
        selection.Decision.Reason.ShouldContain(rule);
    }

    [Theory]
    [InlineData(Technique.PreCopy)]
    [InlineData(Technique.PostCopy)]
    [InlineData(Technique.Hybrid)]
    public void A_forced_technique_wins_over_every_rule(Technique forced)
    {
        foreach (var source in Enum.GetValues<TrafficClass>())
        {
            foreach (var destination in Enum.GetValues<TrafficClass>())
            {
                var selection = TechniqueSelector.Select(source, destination, forced, Both);

                selection.Decision!.Choice.ShouldBe(forced);
                selection.Decision.Reason.ShouldContain("forced by the caller");
            }
        }
    }

    [Theory]
    [InlineData(false, true, "the source cannot do post-copy")]
    [InlineData(true, false, "the destination cannot do post-copy")]
    [InlineData(false, false, "neither side can do post-copy")]
    public void Post_copy_by_rule_falls_back_to_pre_copy_where_a_side_cannot(bool source, bool destination, string who)
    {
        var postCopy = new PostCopyCapability(source, destination, "userfaultfd is not permitted.");

        var selection = TechniqueSelector.Select(TrafficClass.Outbound, TrafficClass.Mixed, forced: null, postCopy);

        selection.Decision!.Choice.ShouldBe(Technique.PreCopy);
        selection.Decision.Reason.ShouldBe($"Pre-copy instead of post-copy (the source is outbound): {who} (userfaultfd is not permitted).");
    }

    [Theory]
    [InlineData(Technique.PostCopy, "post-copy", false, true)]
    [InlineData(Technique.Hybrid, "hybrid", true, false)]
    [InlineData(Technique.Hybrid, "hybrid", false, false)]
    public void A_forced_technique_that_cannot_be_done_is_refused_with_a_sentence(Technique forced, string name, bool source, bool destination)
    {
        var postCopy = new PostCopyCapability(source, destination, Obstacle: null);

        var selection = TechniqueSelector.Select(TrafficClass.Idle, TrafficClass.Idle, forced, postCopy);

        selection.IsPossible.ShouldBeFalse();
        selection.Decision.ShouldBeNull();
        selection.Refusal.ShouldNotBeNull();
        selection.Refusal.ShouldStartWith($"The forced technique {name} is impossible");
        selection.Refusal.ShouldContain("Force pre-copy, or leave the choice to the rules.");
    }

    [Fact]
    public void Pre_copy_needs_no_post_copy()
    {
        var none = new PostCopyCapability(Source: false, Destination: false, Obstacle: null);

        TechniqueSelector.Select(TrafficClass.Inbound, TrafficClass.Idle, forced: null, none).Decision!.Reason.ShouldBe("Pre-copy: the source is inbound.");
        TechniqueSelector.Select(TrafficClass.Outbound, TrafficClass.Idle, Technique.PreCopy, none).Decision!.Choice.ShouldBe(Technique.PreCopy);
    }
}
