using MigrationActors.Actors.Vms;
using MigrationActors.Protocol.Hosts;

namespace MigrationActors.Actors.Tests;

/// <summary>What the other tests stand on: a wire message arrives as it was written and read, a local one as it is.</summary>
public sealed class WirePassageTests : ActorTests
{
    [Fact]
    public void Wire_messages_pass_the_serializer_and_local_ones_do_not()
    {
        var (wire, local) = (new HostCommand.ReleaseBandwidth(new CommandHeader("m-1", 1)), new VmGone("web"));

        TestActor.Tell(wire, TestActor);
        TestActor.Tell(local, TestActor);

        var arrived = ExpectMsg<HostCommand.ReleaseBandwidth>(Patience);
        arrived.ShouldBe(wire);
        arrived.ShouldNotBeSameAs(wire);
        ExpectMsg<VmGone>(Patience).ShouldBeSameAs(local);
    }
}
