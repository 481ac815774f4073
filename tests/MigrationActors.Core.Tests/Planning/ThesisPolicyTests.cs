using System.Text.Json;
using CsCheck;
using MigrationActors.Core.Planning;
using MigrationActors.Core.Reservation;
using MigrationActors.Core.Techniques;
using MigrationActors.Core.Traffic;

namespace MigrationActors.Core.Tests.Planning;

public sealed class ThesisPolicyTests
{
    private static readonly ThesisPolicy Policy = new();

    [Fact]
    public void A_saturated_source_is_planned_step_by_step_with_a_sentence_each()
    {
        var plan = Planned(Snapshots.Saturated());

        plan.SourceClass.ShouldBe(TrafficClass.Outbound);
        plan.DestinationClass.ShouldBe(TrafficClass.Idle);
        plan.VmClass.ShouldBe(TrafficClass.Outbound);
        plan.Technique.Choice.ShouldBe(Technique.PostCopy);
        plan.Ideal.Choice.Value.ShouldBe((848.10 + 0.0010 * 300) / 5, 1e-9);
        plan.Available.ShouldBe(new Mbps(2));
        plan.Total.ShouldBe(new Mbps(190));
        plan.Sla.Choice.Lower.Value.ShouldBe(60, 1e-9);
        plan.Reservation.Choice.Reserved!.Value.Value.ShouldBe(0.75 * (848.10 + 0.0010 * 300) / 5, 1e-9);
        plan.Reasons.ShouldBe(
        [
            "Source 'alpha' is outbound: 188 Mbit/s out, 4 Mbit/s in.",
            "Destination 'beta' is idle: 0.2 Mbit/s out, 0.1 Mbit/s in.",
            "VM 'web' is outbound: 60 Mbit/s out, 2 Mbit/s in.",
            "Post-copy: the source is outbound.",
            "Ideal 169.7 Mbit/s: model post-copy/outgoing of 'thesis-1gbps' at x = 60 Mbit/s out of the VM (that is 300 Mbit/s on the model's 1000 Mbit/s link), segment 1 of 1, [0, 1000].",
            "Available 2 Mbit/s: of 190 Mbit/s in total the source sends 188 Mbit/s, the destination receives 0.1 Mbit/s.",
            "SLA 60 Mbit/s to 120 Mbit/s, the shares of a content-delivery workload on a link of 200 Mbit/s: the VM's definition states none, its traffic (outbound) suggests it.",
            "127.3 Mbit/s reserved: medium urgency takes 75 % of the ideal 169.7 Mbit/s; 2 Mbit/s are available.",
        ]);
    }

    [Theory]
    [InlineData(188, 0, 2)]
    [InlineData(0, 150, 40)]
    [InlineData(250, 0, 0)]
    [InlineData(0, 0, 190)]
    public void Available_is_what_both_ends_of_the_path_leave(double sourceOut, double destinationIn, double available)
    {
        var snapshot = Snapshots.Saturated() with
        {
            Source = Snapshots.Host("alpha", sourceOut, incoming: 199),
            Destination = Snapshots.Host("beta", outgoing: 199, destinationIn),
        };

        Planned(snapshot).Available.ShouldBe(new Mbps(available));
    }

    [Fact]
    public void The_slower_end_gives_the_link_and_the_total()
    {
        var snapshot = Snapshots.Saturated(Urgency.High) with
        {
            Source = Snapshots.Host("alpha", outgoing: 9_000, incoming: 0, link: 10_000, allocatable: 9_900),
            Destination = Snapshots.Host("beta", outgoing: 0, incoming: 0, link: 1000, allocatable: 950),
        };

        var plan = Planned(snapshot);

        plan.Ideal.Choice.Value.ShouldBe(848.10 + 0.0010 * 60, 1e-9);
        plan.Available.ShouldBe(Mbps.Zero);
        plan.Reservation.Choice.Reserved.ShouldBe(plan.Ideal.Choice);
    }

    [Fact]
    public void Each_host_is_classified_on_its_own_link()
    {
        var snapshot = Snapshots.Saturated() with
        {
            Source = Snapshots.Host("alpha", outgoing: 50, incoming: 0, link: 10_000, allocatable: 9_900),
            Destination = Snapshots.Host("beta", outgoing: 0, incoming: 50, link: 1000, allocatable: 950),
        };

        var plan = Planned(snapshot);

        plan.SourceClass.ShouldBe(TrafficClass.Idle);
        plan.DestinationClass.ShouldBe(TrafficClass.Inbound);
    }

    [Fact]
    public void The_settings_reach_every_step()
    {
        var settings = new PlanningSettings
        {
            Classification = new() { IdleFloor = new Mbps(900) },
            Sla = new() { Archival = new(0.9, 1) },
            Reservation = new() { MinimumMigrationRate = 0.2 },
        };

        var plan = Planned(Snapshots.Saturated(Urgency.Low) with { Settings = settings });

        plan.VmClass.ShouldBe(TrafficClass.Idle);
        plan.Sla.Choice.Lower.ShouldBe(new Mbps(180));
        plan.Reservation.Choice.Reserved.ShouldBe(new Mbps(38));
    }

    [Fact]
    public void A_forced_technique_that_a_host_cannot_do_is_refused_and_says_which_host_and_why()
    {
        var snapshot = Snapshots.Saturated() with
        {
            Forced = Technique.Hybrid,
            Destination = Snapshots.Host("beta", 0, 0, postCopy: false, obstacle: "userfaultfd is not permitted"),
        };

        var result = Policy.Plan(snapshot);

        result.IsPlanned.ShouldBeFalse();
        result.Refusal.ShouldBe(
            "The forced technique hybrid is impossible: the destination cannot do post-copy (beta: userfaultfd is not permitted). "
            + "Force pre-copy, or leave the choice to the rules.");
    }

    [Fact]
    public void A_host_without_post_copy_gets_pre_copy_and_its_models()
    {
        var snapshot = Snapshots.Saturated() with { Source = Snapshots.Host("alpha", 188, 4, postCopy: false) };

        var plan = Planned(snapshot);

        plan.Technique.Choice.ShouldBe(Technique.PreCopy);
        plan.Ideal.Reason.ShouldContain("pre-copy/outgoing");
    }

    [Theory]
    [InlineData("", 200, 190, "needs a name")]
    [InlineData("alpha", 0, 0, "Host 'alpha': the link rate is 0")]
    [InlineData("alpha", 200, 0, "Host 'alpha': 0 Mbit/s are left")]
    [InlineData("alpha", 200, 201, "Host 'alpha': 201 Mbit/s are left")]
    public void A_host_that_makes_no_sense_is_refused(string name, double link, double allocatable, string sentence) =>
        Should.Throw<ArgumentException>(() => Snapshots.Host(name, 0, 0, link, allocatable)).Message.ShouldContain(sentence);

    [Fact]
    public void Plans_of_any_snapshot_stay_within_the_path_and_are_repeatable() => Snapshots.Any.Sample(snapshot =>
    {
        var result = Policy.Plan(snapshot);
        result.ShouldBe(Policy.Plan(snapshot));
        if (!result.IsPlanned)
        {
            return snapshot.Forced is not null and not Technique.PreCopy;
        }

        var total = Mbps.Min(snapshot.Source.Allocatable, snapshot.Destination.Allocatable);
        var choice = result.Plan.Reservation.Choice;
        return choice.MaxBandwidth > Mbps.Zero && choice.MaxBandwidth <= total && result.Plan.Available <= total && result.Plan.Reasons.Count == 8;
    });

    [Fact]
    public void Snapshots_and_results_survive_being_stored_as_json() => Snapshots.Any.Sample(snapshot =>
    {
        var result = Policy.Plan(snapshot);
        RoundTrip(result).ShouldBe(result);
        RoundTrip(snapshot).ShouldBe(snapshot);
    });

    private static T RoundTrip<T>(T value) =>
        JsonSerializer.Deserialize<T>(JsonSerializer.Serialize(value, MbpsJson.Options), MbpsJson.Options)!;

    private static MigrationPlan Planned(PlanningSnapshot snapshot)
    {
        var result = Policy.Plan(snapshot);
        result.Refusal.ShouldBeNull();
        return result.Plan.ShouldNotBeNull();
    }
}
