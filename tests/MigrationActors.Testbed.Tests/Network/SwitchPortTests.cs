using MigrationActors.Core;
using MigrationActors.Testbed.Network;

namespace MigrationActors.Testbed.Tests.Network;

public sealed class SwitchPortTests
{
    [Fact]
    public void Both_directions_have_the_links_rate_and_migration_is_counted_first() =>
        SwitchPort.Rules("src", new Mbps(200)).ShouldBe(
        [
            "qdisc add dev src root handle 1: tbf rate 200000000bit burst 32768 latency 30ms",
            "qdisc add dev ifb-src root handle 1: tbf rate 200000000bit burst 32768 latency 30ms",
            "qdisc add dev src handle ffff: ingress",
            "filter add dev src parent ffff: protocol ip prio 1 u32 match ip protocol 6 0xff match ip dport 49152 0xffc0 action mirred egress redirect dev ifb-src",
            "filter add dev src parent ffff: protocol ip prio 2 u32 match ip protocol 6 0xff match ip sport 49152 0xffc0 action mirred egress redirect dev ifb-src",
            "filter add dev src parent ffff: protocol all prio 3 u32 match u32 0 0 action mirred egress redirect dev ifb-src",
        ]);

    [Fact]
    public void A_fast_link_gets_a_millisecond_of_burst() =>
        SwitchPort.Rules("src", new Mbps(1000)).First().ShouldContain("burst 125000 ");
}
