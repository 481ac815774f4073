using MigrationActors.Actors.Sagas;
using MigrationActors.Protocol.Hosts;

namespace MigrationActors.Actors.Tests.Sagas;

public sealed class LeaseRenewalTests : MigrationBench
{
    public LeaseRenewalTests()
        : base(new SagaSettings { ResendInterval = TimeSpan.FromMilliseconds(50), LeaseLifetime = TimeSpan.FromMilliseconds(150) })
    {
    }

    [Fact]
    public void A_reservation_is_renewed_on_every_host_until_it_is_released()
    {
        Source.On<HostCommand.StartTransfer>(c => [Source.Accepted(c.Header.MigrationId)]);
        var id = Migrate().Id;
        AwaitPhase(id, "transferring");

        Eventually(() => Hosts.ShouldAllBe(h => h.All<HostCommand.ReserveBandwidth>().Count() > 3));
        Source.Say(Source.Completed(id));
        AwaitPhase(id, "completed");

        Hosts.ShouldAllBe(h => !h.Heard.SkipWhile(c => !(c is HostCommand.ReleaseBandwidth)).OfType<HostCommand.ReserveBandwidth>().Any());
    }
}
