using MigrationActors.Core.Gang;
using MigrationActors.Core.Techniques;
using MigrationActors.Core.Traffic;

namespace MigrationActors.Core.Tests.Gang;

public sealed class GangTechniqueSelectorTests
{
    private static readonly PostCopyCapability Both = new(Source: true, Destination: true, Obstacle: null);
    private static readonly TrafficClass[] Classes = [TrafficClass.Idle, TrafficClass.Inbound, TrafficClass.Outbound, TrafficClass.Mixed];

    /// <summary>
    /// A row for each class of the source, a column for each of the destination, both in the order of <see cref="Classes"/>: the number of the rule of
    /// thesis 4.4.2 that applies first.
    /// </summary>
    private static readonly string[] WithInboundVms =
    [
        "5244", // Idle: only a busy destination asks for the VMs
        "3233", // Inbound
        "1111", // Outbound
        "3233", // Mixed
    ];

    private static readonly string[] WithOtherVms =
    [
        "5266", // Idle
        "5277", // Inbound
        "1111", // Outbound
        "5277", // Mixed
    ];

    public static TheoryData<TrafficClass, TrafficClass, TrafficClass, int> All
    {
        get
        {
            var all = new TheoryData<TrafficClass, TrafficClass, TrafficClass, int>();
            foreach (var vms in Classes)
            {
                var table = vms == TrafficClass.Inbound ? WithInboundVms : WithOtherVms;
                for (var source = 0; source < Classes.Length; source++)
                {
                    for (var destination = 0; destination < Classes.Length; destination++)
                    {
                        all.Add(Classes[source], Classes[destination], vms, table[source][destination] - '0');
                    }
                }
            }

            return all;
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void The_seven_rules_decide_in_the_order_printed(TrafficClass source, TrafficClass destination, TrafficClass vms, int rule)
    {
        var (technique, name) = Printed(rule);
        var traffic = new GangTraffic(source, destination, vms);

        // After the move nothing has changed, so that the default stays the default.
        var selection = GangTechniqueSelector.Select(traffic, traffic, forced: null, Both);

        selection.Decision.ShouldNotBeNull().Choice.ShouldBe(technique);
        selection.Decision.Reason.ShouldBe($"{(technique == Technique.PreCopy ? "Pre-copy" : "Post-copy")}: {name}.");
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Where_only_the_default_is_left_the_traffic_after_the_move_decides(TrafficClass source, TrafficClass destination, TrafficClass vms, int rule)
    {
        var now = new GangTraffic(TrafficClass.Mixed, TrafficClass.Mixed, TrafficClass.Outbound);
        var (technique, name) = Printed(rule);

        var decision = GangTechniqueSelector.Select(now, new GangTraffic(source, destination, vms), forced: null, Both).Decision.ShouldNotBeNull();

        decision.Choice.ShouldBe(technique);
        decision.Reason.ShouldContain(rule == 7 ? name : $"no rule applies now; after the move {name}");
    }

    [Fact]
    public void The_traffic_after_the_move_is_not_asked_where_a_rule_applies_now()
    {
        var now = new GangTraffic(TrafficClass.Outbound, TrafficClass.Mixed, TrafficClass.Idle);
        var after = new GangTraffic(TrafficClass.Idle, TrafficClass.Inbound, TrafficClass.Idle);

        GangTechniqueSelector.Select(now, after, forced: null, Both).Decision!.Reason.ShouldBe("Post-copy: the source is outbound.");
    }

    [Theory]
    [InlineData(Technique.PreCopy)]
    [InlineData(Technique.PostCopy)]
    [InlineData(Technique.Hybrid)]
    public void A_forced_technique_wins_over_every_rule(Technique forced)
    {
        foreach (var vms in Classes)
        {
            var traffic = new GangTraffic(TrafficClass.Outbound, TrafficClass.Inbound, vms);
            GangTechniqueSelector.Select(traffic, traffic, forced, Both).Decision!.Choice.ShouldBe(forced);
        }
    }

    [Fact]
    public void Hosts_without_post_copy_are_treated_as_for_one_VM()
    {
        var traffic = new GangTraffic(TrafficClass.Outbound, TrafficClass.Idle, TrafficClass.Idle);
        var sourceOnly = new PostCopyCapability(Source: true, Destination: false, "userfaultfd is not permitted");

        GangTechniqueSelector.Select(traffic, traffic, forced: null, sourceOnly).Decision!.Reason.ShouldBe(
            "Pre-copy instead of post-copy (the source is outbound): the destination cannot do post-copy (userfaultfd is not permitted).");
        GangTechniqueSelector.Select(traffic, traffic, Technique.PostCopy, sourceOnly).Refusal.ShouldNotBeNull().ShouldStartWith("The forced technique post-copy is impossible");
    }

    private static (Technique, string) Printed(int rule) => rule switch
    {
        1 => (Technique.PostCopy, "the source is outbound"),
        2 => (Technique.PreCopy, "the destination is inbound"),
        3 => (Technique.PreCopy, "the source is inbound or mixed and the VMs are inbound"),
        4 => (Technique.PreCopy, "the destination is outbound or mixed and the VMs are inbound"),
        5 => (Technique.PostCopy, "the destination is idle"),
        6 => (Technique.PreCopy, "the source is idle"),
        _ => (Technique.PostCopy, "no other rule applies, now or after the move"),
    };
}
