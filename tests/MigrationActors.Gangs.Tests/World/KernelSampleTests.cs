using MigrationActors.Gangs.World;
using MigrationActors.Testbed.Namespaces;

namespace MigrationActors.Gangs.Tests.World;

public sealed class KernelSampleTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 14, 15, 9, 26, TimeSpan.Zero);

    private const string Shown = """
        class htb 4d41:1 root rate 190Mbit ceil 190Mbit burst 1567b cburst 1567b 
         Sent 300 bytes 3 pkt (dropped 0, overlimits 0 requeues 0) 
        class htb 4d41:10 parent 4d41:1 prio 1 rate 16Mbit ceil 190Mbit burst 1600b cburst 1567b 
         Sent 100 bytes 1 pkt (dropped 0, overlimits 0 requeues 0) 
        class htb 4d41:100 parent 4d41:1 leaf 100: prio 1 rate 172Mbit ceil 190Mbit burst 1593b cburst 1567b 
         Sent 200 bytes 2 pkt (dropped 0, overlimits 0 requeues 0) 
        class htb 4d41:4000 parent 4d41:1 prio 1 rate 1Mbit ceil 20Mbit burst 1600b cburst 1600b 
         Sent 0 bytes 0 pkt (dropped 0, overlimits 0 requeues 0) 

        """;

    [Fact]
    public void Reservations_and_the_rest_are_told_apart()
    {
        var sample = KernelSample.Parse(At, Shown);
        sample.Reserved.ShouldBe([new KernelClass(0x100, 172, 200)]);
        sample.Rest.ShouldBe(new KernelClass(0x10, 16, 100));
    }

    [Fact]
    public void Without_rules_there_is_nothing()
    {
        var sample = KernelSample.Parse(At, "");
        sample.Reserved.ShouldBeEmpty();
        sample.Rest.ShouldBeNull();
    }

    [Fact]
    public void Another_answer_is_an_error_for_people() => Should.Throw<TestbedException>(() => KernelSample.Parse(At, "class htb what is this"));
}
