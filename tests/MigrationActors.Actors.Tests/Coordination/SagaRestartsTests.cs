using MigrationActors.Actors.Coordination;
using Microsoft.Extensions.Time.Testing;

namespace MigrationActors.Actors.Tests.Coordination;

public sealed class SagaRestartsTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly SagaRestarts _restarts;

    public SagaRestartsTests() => _restarts = new SagaRestarts(new Backoff(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10)), _time);

    [Fact]
    public void Pauses_double_up_to_the_longest() =>
        Enumerable.Range(0, 6).Select(_ => StopAfter("m-1", TimeSpan.Zero)).ShouldBe([1, 2, 4, 8, 10, 10]);

    [Fact]
    public void A_failure_count_of_any_size_gives_the_longest_pause() =>
        new Backoff(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10)).Pause(int.MaxValue).ShouldBe(TimeSpan.FromSeconds(10));

    [Fact]
    public void One_saga_does_not_wait_for_the_failures_of_another()
    {
        StopAfter("m-1", TimeSpan.Zero);
        StopAfter("m-1", TimeSpan.Zero);

        StopAfter("m-2", TimeSpan.Zero).ShouldBe(1);
    }

    [Fact]
    public void One_that_lived_for_long_begins_anew_with_the_shortest_pause()
    {
        StopAfter("m-1", TimeSpan.Zero);
        StopAfter("m-1", TimeSpan.Zero);

        StopAfter("m-1", TimeSpan.FromMinutes(1)).ShouldBe(1);
    }

    private double StopAfter(string id, TimeSpan life)
    {
        _restarts.Started(id);
        _time.Advance(life);
        return _restarts.Stopped(id).TotalSeconds;
    }
}
