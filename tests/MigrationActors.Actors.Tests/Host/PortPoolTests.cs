using MigrationActors.Actors.Host;

namespace MigrationActors.Actors.Tests.Host;

public sealed class PortPoolTests
{
    [Fact]
    public void Each_time_it_starts_behind_the_port_given_first_last_time()
    {
        var pool = new PortPool([1, 2, 3]);

        pool.Candidates().ShouldBe([1, 2, 3]);
        pool.Candidates().ShouldBe([2, 3, 1]);
        pool.Candidates().ShouldBe([3, 1, 2]);
        pool.Candidates().ShouldBe([1, 2, 3]);
    }

    [Fact]
    public void A_single_port_is_given_every_time()
    {
        var pool = new PortPool([7]);

        pool.Candidates().ShouldBe([7]);
        pool.Candidates().ShouldBe([7]);
    }
}
