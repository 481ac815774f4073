using MigrationActors.Core.Gang;
using MigrationActors.Core.Reservation;
using MigrationActors.Core.Traffic;

namespace MigrationActors.Core.Tests.Gang;

public sealed class SerialOrderTests
{
    [Fact]
    public void Outbound_then_idle_then_mixed_then_inbound_and_among_equals_the_more_urgent_then_the_first_given()
    {
        (string Name, TrafficClass Class, Urgency Urgency)[] members =
        [
            ("i1", TrafficClass.Inbound, Urgency.High),
            ("m1", TrafficClass.Mixed, Urgency.Low),
            ("m2", TrafficClass.Mixed, Urgency.High),
            ("d1", TrafficClass.Idle, Urgency.Low),
            ("d2", TrafficClass.Idle, Urgency.Medium),
            ("o1", TrafficClass.Outbound, Urgency.Low),
            ("o2", TrafficClass.Outbound, Urgency.Low),
            ("d3", TrafficClass.Idle, Urgency.Medium),
        ];

        SerialOrder.Sort(members, m => m.Class, m => m.Urgency).Select(m => m.Name).ShouldBe(["o1", "o2", "d2", "d3", "d1", "m2", "m1", "i1"]);
    }
}
