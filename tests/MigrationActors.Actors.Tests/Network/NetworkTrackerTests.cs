using Akka.Actor;
using MigrationActors.Actors.Network;
using MigrationActors.Actors.Tests.Fakes;
using MigrationActors.LinuxNet.Counters;

namespace MigrationActors.Actors.Tests.Network;

public sealed class NetworkTrackerTests : ActorTests
{
    private static readonly NetworkSettings Often = new() { SampleInterval = TimeSpan.FromMilliseconds(20), PublishInterval = TimeSpan.FromMilliseconds(20) };
    private readonly FakeCounters _counters = new();
    private readonly RecordingTrafficLog _log = new();

    [Fact]
    public void It_publishes_and_logs_the_rates_it_measured()
    {
        _counters.Set(new InterfaceCounters(3, "eth0", RxBytes: 0, TxBytes: 0));
        var (_, agent) = StartUnderProbe(Tracker());
        AwaitSample();

        _counters.Set(new InterfaceCounters(3, "eth0", RxBytes: 1_250_000, TxBytes: 2_500_000));
        Time.Advance(TimeSpan.FromSeconds(1));

        var measured = (TrafficMeasured)agent.FishForMessage(m => m is TrafficMeasured { Rates.Count: > 0 }, Patience);
        var rate = measured.Rates.ShouldHaveSingleItem();
        rate.Index.ShouldBe(3);
        rate.Window.In.Value.ShouldBe(10, 1e-9);
        rate.Window.Out.Value.ShouldBe(20, 1e-9);
        Eventually(() => _log.Lines.ShouldContain(l => l.At == Time.GetUtcNow() && l.Rates.Count == 1));
    }

    [Fact]
    public void Counters_that_cannot_be_read_for_a_while_do_not_end_it()
    {
        _counters.Unreadable = true;
        var (_, agent) = StartUnderProbe(Tracker());
        AwaitSample();
        agent.ExpectMsg<TrafficMeasured>(Patience).Rates.ShouldBeEmpty();

        _counters.Set(new InterfaceCounters(3, "eth0", 0, 0));
        _counters.Unreadable = false;
        AwaitSample();
        _counters.Set(new InterfaceCounters(3, "eth0", 1_250_000, 0));
        Time.Advance(TimeSpan.FromSeconds(1));

        agent.FishForMessage(m => m is TrafficMeasured { Rates.Count: 1 }, Patience);
    }

    [Fact]
    public void Unreadable_counters_are_said_once_and_not_twice_a_second()
    {
        _counters.Unreadable = true;

        EventFilter.Error(contains: "cannot be read").Expect(1, () =>
        {
            StartUnderProbe(Tracker());
            AwaitSample();
            AwaitSample();
        });
    }

    /// <summary>Two reads: the first may have begun before the test changed the counters.</summary>
    private void AwaitSample()
    {
        var seen = _counters.Reads;
        Eventually(() => _counters.Reads.ShouldBeGreaterThan(seen + 1));
    }

    private Props Tracker() => Props.Create(() => new NetworkTracker(Often, _counters, _log, Time));
}
