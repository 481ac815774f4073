using System.Text.Json.Nodes;
using MigrationActors.Qemu.Qmp;
using MigrationActors.Qemu.Vms;
using MigrationActors.Simulation.Engine;
using MigrationActors.Simulation.Guests;
using MigrationActors.Simulation.Network;
using MigrationActors.Simulation.Storage;

namespace MigrationActors.Simulation.Tests.Guests;

/// <summary>A guest that runs on one host, and a QEMU that waits for it on another; no agents.</summary>
internal sealed class QemuBench
{
    public const string Uri = "tcp:192.0.2.12:49152";

    private readonly Node _agent;

    public QemuBench(double memory = 50e6, double dirtyRate = 1e6)
    {
        Simulator = new Simulator(5, JournalConfig.Config);
        World = new QemuWorld(Simulator, Cables);
        World.Machines["192.0.2.11"] = "h1";
        World.Machines["192.0.2.12"] = "h2";
        Guest = new Guest(Simulator, VmDefinitionReader.Read("""{ "name": "web", "memoryMiB": 64 }""", "of the test"), new GuestLoad(memory, dirtyRate, memory));
        Source = new SimulatedQemu(World, "h1", "192.0.2.11", Guest, awaitedBy: null);
        Destination = new SimulatedQemu(World, "h2", "192.0.2.12", Guest, awaitedBy: "m-1");
        _agent = new Node(Simulator, "test", "h1", new NodeTime(Simulator.Clock));
    }

    public Simulator Simulator { get; }

    public Cables Cables { get; } = new();

    public QemuWorld World { get; }

    public Guest Guest { get; }

    public SimulatedQemu Source { get; }

    public SimulatedQemu Destination { get; }

    /// <summary>Sets both sides up and starts the transfer.</summary>
    public void Migrate(bool postcopy = false)
    {
        foreach (var side in new[] { Source, Destination })
        {
            Execute(side, "migrate-set-capabilities", $$"""{"capabilities":[{"capability":"postcopy-ram","state":{{(postcopy ? "true" : "false")}}}]}""");
        }

        Execute(Destination, "migrate-incoming", $$"""{"uri":"{{Uri}}"}""");
        Execute(Source, "migrate", $$"""{"uri":"{{Uri}}"}""");
        Until(() => Source.Migration == States.Active);
    }

    public JsonObject Execute(SimulatedQemu qemu, string command, string arguments = "{}")
    {
        var answer = new QmpDialogue(qemu, _agent).ExecuteOutOfBandAsync(command, JsonNode.Parse(arguments)!.AsObject());
        Until(() => answer.IsCompleted);
        return JsonObject.Create(answer.GetAwaiter().GetResult())!;
    }

    public string Refusal(SimulatedQemu qemu, string command, string arguments = "{}") =>
        Should.Throw<QmpCommandException>(() => Execute(qemu, command, arguments)).Description;

    public void Until(Func<bool> isReached)
    {
        var patience = Simulator.Clock.Elapsed + TimeSpan.FromMinutes(10);
        while (!isReached())
        {
            Simulator.Clock.Elapsed.ShouldBeLessThan(patience, "It did not come about in ten minutes.");
            if (!Simulator.Step())
            {
                isReached().ShouldBeTrue("Nothing happens any more.");
            }
        }
    }

    public void Pass(TimeSpan time)
    {
        var reached = false;
        Simulator.Clock.After(time, () => reached = true);
        Until(() => reached);
    }
}
