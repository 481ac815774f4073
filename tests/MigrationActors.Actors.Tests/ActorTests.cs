using Akka.Actor;
using Akka.TestKit.Xunit2;
using Microsoft.Extensions.Time.Testing;

namespace MigrationActors.Actors.Tests;

/// <summary>
/// An actor system of the test's own: wire messages pass the product's serializer, journals are in memory, and the product's clock
/// stands until a test moves it.
/// </summary>
public abstract class ActorTests : TestKit
{
    protected static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    protected static readonly DateTimeOffset Epoch = new(2026, 3, 14, 15, 0, 0, TimeSpan.Zero);

    private const string Configuration = """
        akka {
          loglevel = WARNING
          test.single-expect-default = 20s
          actor {
            serialize-messages = on
            serializers {
              wire = "MigrationActors.Protocol.Serialization.WireSerializer, MigrationActors.Protocol"
              local = "MigrationActors.Actors.Tests.Fakes.LocalSerializer, MigrationActors.Actors.Tests"
            }
            serialization-bindings {
              "System.Object" = local
              "MigrationActors.Protocol.IWireMessage, MigrationActors.Protocol" = wire
            }
          }
        }
        """;

    protected ActorTests()
        : base(Configuration)
    {
    }

    protected FakeTimeProvider Time { get; } = new(Epoch);

    /// <summary>What an agent of the test keeps on its disk; gone with the test.</summary>
    protected string StateFolder { get; } = Directory.CreateTempSubdirectory("maactors-test-").FullName;

    /// <summary>Waits for a condition on something that is no message.</summary>
    protected void Eventually(Action assertion) => AwaitAssert(assertion, Patience, TimeSpan.FromMilliseconds(20));

    /// <summary>Starts an actor whose parent is the test's: what it tells its parent arrives at the returned probe.</summary>
    protected (IActorRef Child, Akka.TestKit.TestProbe Parent) StartUnderProbe(Props props)
    {
        var probe = CreateTestProbe();
        return (probe.ChildActorOf(props), probe);
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        Directory.Delete(StateFolder, recursive: true);
    }
}
