using MigrationActors.Actors.Host;

namespace MigrationActors.Actors.Tests.Host;

public sealed class EpochGuardTests
{
    [Fact]
    public void A_coordinator_that_has_been_replaced_is_not_obeyed_any_more()
    {
        var guard = new EpochGuard();

        guard.Admits(3).ShouldBeTrue();
        guard.Admits(3).ShouldBeTrue();
        guard.Admits(2).ShouldBeFalse();
        guard.Admits(5).ShouldBeTrue();
        guard.Admits(4).ShouldBeFalse();
        guard.Highest.ShouldBe(5);
    }
}
