using Akka.Actor;
using MigrationActors.Actors.Coordination;
using MigrationActors.Actors.Host;
using MigrationActors.Actors.Network;
using MigrationActors.Simulation.Engine;
using MigrationActors.Simulation.Guests;
using MigrationActors.Simulation.Judging;
using MigrationActors.Simulation.Machines;
using MigrationActors.Simulation.Network;
using MigrationActors.Simulation.Storage;

namespace MigrationActors.Simulation.Scene;

/// <summary>Everything there is in a run: machines with their agents, coordinators, guests, the network, and the database.</summary>
public sealed class World : IDisposable
{
    /// <summary>No link carries more than 1000 Mbit/s; a window may be off by what its first and last interval are.</summary>
    private const double MostMbps = 3000;

    private readonly DatabaseSetup _databaseSetup = new();
    private readonly DirectoryInfo _disks = Disks.Create();
    private int _processes;
    private int _ids;

    public World(long seed, Cast cast)
    {
        Simulator = new Simulator(seed, JournalConfig.Config, _databaseSetup);
        Database = _databaseSetup.Database = new Database(Simulator, Simulator.System);
        Wire = new Wire(Simulator, Cables);
        Qemus = new QemuWorld(Simulator, Cables);
        Coordinators = new Coordinators(Simulator.Dice("proxies"));
        Machines = [.. cast.Machines(Simulator, _disks.FullName)];
        foreach (var machine in Machines)
        {
            Qemus.Machines[machine.Address] = machine.Name;
        }

        Guests = cast.Guests(Simulator).ToDictionary(g => g.Name, StringComparer.Ordinal);
        Book = new Book(Simulator, Database);
        _ = new IntentCheck(Simulator, Book, Qemus, Machines);
        _ = new FenceCheck(Simulator, Wire);
        Cables.Changed += CableChanged;
    }

    public Simulator Simulator { get; }

    public Database Database { get; }

    public Cables Cables { get; } = new();

    public Wire Wire { get; }

    public QemuWorld Qemus { get; }

    public Coordinators Coordinators { get; }

    public IReadOnlyList<Machine> Machines { get; }

    public IReadOnlyDictionary<string, Guest> Guests { get; }

    public Book Book { get; }

    /// <summary>What coordinators are started with; their ids come from the run.</summary>
    public CoordinatorSettings CoordinatorSettings { get; set; } = new();

    /// <summary>Cables between hosts that are cut, and QEMUs that hang, stay so for good.</summary>
    public bool StaysBroken { get; set; }

    public IEnumerable<Machine> Hypervisors => Machines.Where(m => m.Settings.Roles.Contains(Protocol.Hosts.HostAnnouncement.HostRole));

    /// <summary>The clock of coordinators' machines.</summary>
    private NodeTime CoordinatorTime => field ??= new NodeTime(Simulator.Clock);

    public void Dispose() => _disks.Delete(recursive: true);

    public void Boot(Guest guest, Machine on) => on.Add(new SimulatedQemu(Qemus, on.Name, on.Address, guest, awaitedBy: null));

    /// <summary>Starts a machine's agent, unless it runs or the machine is down.</summary>
    public void StartAgent(Machine machine)
    {
        if (!machine.IsUp || machine.Agent is { IsAlive: true })
        {
            return;
        }

        machine.Agent = Simulator.Start(
            $"{machine.Name}-{++_processes}", machine.Name, machine.Time, node => Root(AgentProps(machine, node), HostAgent.Name, _ => { }));
    }

    public void StartCoordinatorWhereNone()
    {
        if (!Coordinators.Alive.Any())
        {
            StartCoordinator();
        }
    }

    public Node StartCoordinator()
    {
        var settings = CoordinatorSettings with { NewId = NewId, NewGangId = NewGangId };
        return Simulator.Start($"ctl-{++_processes}", $"ctl{_processes % 2}", CoordinatorTime, node => Root(
            CoordinatorGuard.For(settings, node.Time, _ => End(node)),
            MigrationCoordinator.Name,
            actor => Coordinators.Appears(node, actor)));
    }

    /// <summary>A coordinator's node that ended itself is started again by its machine; where another one leads, it only stands by.</summary>
    private void End(Node node)
    {
        node.Kill();
        Simulator.Clock.After(TimeSpan.FromSeconds(5), StartCoordinatorWhereNone);
    }

    private Props AgentProps(Machine machine, Node node)
    {
        var parts = new HostParts(
            new SimulatedHypervisor(Qemus, machine, node, Guests),
            new SimulatedUplink(Simulator, machine, node),
            machine.Counters,
            new TrafficCheck(Simulator, machine.Name, MostMbps),
            new NetworkSettings(),
            machine.Time);
        var coordinator = new CoordinatorProxy(Simulator.System.Provider, Wire, Coordinators, node);
        return Props.Create(() => new HostAgent(machine.Settings, parts, coordinator));
    }

    private static Props Root(Props child, string name, Action<IActorRef> started) => Props.Create(() => new ProcessRoot(child, name, started));

    private string NewId() => $"m-{++_ids:0000}";

    private string NewGangId() => $"g-{++_ids:0000}";

    private void CableChanged(string a, string b)
    {
        Simulator.Trace.Add(Cables.IsCut(a, b) ? "cable cut" : "cable mended", $"{a} - {b}");
        var transfers = Machines.SelectMany(m => m.Qemus).Select(q => q.Outgoing).OfType<Transfer>()
            .Where(t => t.Destination is { } there && (t.Source.Machine, there.Machine) is var ends && (ends == (a, b) || ends == (b, a)));
        foreach (var transfer in transfers.ToList())
        {
            transfer.CableChanged();
        }
    }
}
