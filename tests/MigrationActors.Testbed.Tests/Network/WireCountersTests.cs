using MigrationActors.Testbed.Network;

namespace MigrationActors.Testbed.Tests.Network;

public sealed class WireCountersTests
{
    // As tc 6.1 prints them: a filter three times, the first two without what we look for; and a key twice in one object.
    private static string Filter(int priority, long bytes) => $$$"""
        {"protocol":"ip","pref":{{{priority}}},"kind":"u32","chain":0},
        {"protocol":"ip","pref":{{{priority}}},"kind":"u32","chain":0,"options":{"fh":"800:","ht_divisor":1}},
        {"protocol":"ip","pref":{{{priority}}},"kind":"u32","chain":0,"options":{"fh":"800::800","order":2048,
          "match":{"value":"60000","mask":"ff0000","off":8},"match":{"value":"c000","mask":"ffc0","off":20},
          "actions":[{"order":1,"kind":"mirred","to_dev":"ifb-src","stats":{"bytes":{{{bytes}}},"packets":1,"drops":0 } } ] } }
        """;

    private const string Qdiscs = """[{"kind":"tbf","handle":"1:","root":true,"bytes":900,"packets":3},{"kind":"ingress","handle":"ffff:","bytes":5}]""";

    [Fact]
    public void Migration_is_what_goes_to_the_listener_and_what_comes_back_from_it() =>
        WireCounters.Parse("src", $"[{Filter(1, 100)},{Filter(2, 20)},{Filter(3, 3)}]", Qdiscs)
            .ShouldBe(new WireCounters("src", MigrationFromHost: 120, OtherFromHost: 3, ToHost: 900));

    [Fact]
    public void A_difference_is_what_was_counted_between_two_readings() =>
        new WireCounters("src", 10, 20, 30).Since(new WireCounters("src", 1, 2, 3)).ShouldBe(new WireCounters("src", 9, 18, 27));
}
