using MigrationActors.Core;
using MigrationActors.Core.Escalation;
using MigrationActors.Core.Progress;
using MigrationActors.Core.Recovery;
using MigrationActors.Core.Reservation;
using MigrationActors.Core.Saga;
using MigrationActors.Core.Techniques;
using MigrationActors.Protocol.Hosts;
using MigrationActors.Protocol.Serialization;

namespace MigrationActors.Actors.Tests.Sagas;

/// <summary>A transfer through which nothing passes, and one that never ends.</summary>
public sealed class TroubledTransferTests : MigrationBench
{
    private static readonly SagaRules Impatient = new()
    {
        StallTimeout = TimeSpan.FromSeconds(3),
        Ladder = new EscalationLadder(
            new EscalationStep(EscalationRung.RaiseRate, 1),
            new EscalationStep(EscalationRung.AutoConverge, 1),
            new EscalationStep(EscalationRung.PostCopy, 1),
            new EscalationStep(EscalationRung.GiveUp, 1)),
    };

    private int _second;

    public TroubledTransferTests()
        : base(Quick with { Rules = Impatient })
    {
    }

    [Fact]
    public void A_pre_copy_through_which_nothing_passes_is_stopped_and_the_vm_stays()
    {
        var id = StartTransferring();

        Sample(id, transferred: 600, pass: 1);
        Sample(id, transferred: 600, pass: 1);
        Sample(id, transferred: 600, pass: 1);

        AwaitPhase(id, "failed").Failure.ShouldBe("Nothing has got through to h2 for 4 s.");
        Source.All<HostCommand.StopTransfer>().ShouldNotBeEmpty();
        Destination.All<HostCommand.DiscardDestination>().ShouldNotBeEmpty();
    }

    [Fact]
    public void A_post_copy_through_which_nothing_passes_is_paused_and_never_stopped()
    {
        var id = StartPostcopy();

        Sample(id, transferred: 600, pass: 2);
        Sample(id, transferred: 600, pass: 2);
        Sample(id, transferred: 600, pass: 2);

        Eventually(() => Source.All<HostCommand.PausePostcopy>().ShouldHaveSingleItem());
        Eventually(() => Source.All<HostCommand.InspectSource>().ShouldNotBeEmpty());
        (Source.AsSource, Destination.AsDestination) = (SourceCondition.PostcopyPaused, DestinationCondition.PostcopyPaused);
        Source.Say(new HostReply.PostcopyPaused(id, Source.Name));
        Eventually(() => Source.All<HostCommand.ResumePostcopy>().ShouldNotBeEmpty());
        Source.All<HostCommand.StopTransfer>().ShouldBeEmpty();
    }

    [Fact]
    public void An_answer_to_an_earlier_question_does_not_count()
    {
        var id = StartPostcopy();
        Source.Silent<HostCommand.InspectSource>();
        Destination.Silent<HostCommand.InspectDestination>();
        Sample(id, transferred: 600, pass: 2);
        Sample(id, transferred: 600, pass: 2);
        Sample(id, transferred: 600, pass: 2);
        Eventually(() => Source.All<HostCommand.InspectSource>().ShouldNotBeEmpty());
        var earlier = Source.All<HostCommand.InspectSource>().First().Look;
        Source.Say(new HostReply.PostcopyPaused(id, Source.Name));
        Eventually(() => Source.All<HostCommand.InspectSource>().ShouldContain(c => c.Look != earlier));

        Source.Say(new HostReply.SourceInspected(id, Source.Name, SourceCondition.SendingPostcopy, null, earlier));
        Destination.Say(new HostReply.DestinationInspected(id, Destination.Name, DestinationCondition.RunsPostcopy, null, earlier));

        Source.On<HostCommand.InspectSource>(c => [new HostReply.SourceInspected(id, Source.Name, SourceCondition.PostcopyPaused, null, c.Look)]);
        Destination.On<HostCommand.InspectDestination>(c => [new HostReply.DestinationInspected(id, Destination.Name, DestinationCondition.PostcopyPaused, null, c.Look)]);
        Eventually(() => Source.All<HostCommand.ResumePostcopy>().ShouldNotBeEmpty());
    }

    [Fact]
    public void A_guest_that_does_not_converge_is_sent_faster_then_slowed_down_then_switched_to_post_copy()
    {
        // An inbound source: pre-copy by rule, and nobody insisted on it.
        Source.Announcement = Source.Announcement with { Out = Mbps.Zero, In = new Mbps(900) };
        Destination.Announcement = Destination.Announcement with { In = new Mbps(900) };
        var id = StartTransferring(technique: null, Urgency.Low);
        var decided = View(id);
        decided.Technique.ShouldBe(WireJson.Name(Technique.PreCopy));

        BarrenPass(id);
        Eventually(() => Source.All<HostCommand.AdjustTransfer>().Count().ShouldBe(1));
        var raised = Source.All<HostCommand.AdjustTransfer>().Last();
        raised.Throttle.ShouldBeFalse();
        raised.MaxBandwidth!.Value.Value.ShouldBeGreaterThan(decided.MaxBandwidthMbps);
        Eventually(() => Hosts.ShouldAllBe(h => h.All<HostCommand.ReserveBandwidth>().Any(r => r.Rate == raised.MaxBandwidth)));

        BarrenPass(id);
        Eventually(() => Source.All<HostCommand.AdjustTransfer>().Count().ShouldBe(2));
        Source.All<HostCommand.AdjustTransfer>().Last().ShouldSatisfyAllConditions(a => a.Throttle.ShouldBeTrue(), a => a.MaxBandwidth.ShouldBeNull());

        BarrenPass(id);
        AwaitPhase(id, "completed").History.Count(h => h.Note?.Contains("passes over memory left no less to send", StringComparison.Ordinal) == true).ShouldBe(3);
        Source.All<HostCommand.StartPostcopy>().ShouldNotBeEmpty();
    }

    [Fact]
    public void Where_the_caller_insists_on_pre_copy_a_guest_that_never_converges_stays_where_it_is()
    {
        var id = StartTransferring(Technique.PreCopy, Urgency.Low);

        for (var i = 0; i < 3; i++)
        {
            BarrenPass(id);
        }

        AwaitPhase(id, "failed").Failure.ShouldNotBeNull().ShouldContain("'web' dirties its memory faster than it can be sent");
        Source.All<HostCommand.StartPostcopy>().ShouldBeEmpty();
        Source.All<HostCommand.StopTransfer>().ShouldNotBeEmpty();
        Hosts.ShouldAllBe(h => h.All<HostCommand.ReleaseBandwidth>().Any());
    }

    /// <summary>Two passes, of which the second leaves as much as the first.</summary>
    private void BarrenPass(string id)
    {
        Sample(id, 600 + _second, pass: _second + 2);
        Sample(id, 600 + _second, pass: _second + 2);
    }

    private void Sample(string id, long transferred, long pass)
    {
        _second += 2;
        Source.Say(new HostReply.TransferProgressed(id, Source.Name, new TransferSample(Epoch.AddSeconds(_second), 1000, 400, transferred, pass)));
    }
}
