using System.Net;
using MigrationActors.Actors.Host;
using MigrationActors.Actors.Shaping;
using MigrationActors.Core;
using MigrationActors.LinuxNet.Tc.Model;
using MigrationActors.Simulation.Engine;
using MigrationActors.Simulation.Guests;

namespace MigrationActors.Simulation.Machines;

/// <summary>
/// A host without its agent: its kernel, its disk, its QEMUs, its clock. An agent comes and goes; a reboot leaves only the disk.
/// </summary>
public sealed class Machine(Simulator simulator, string name, string address, IReadOnlyList<string> roles, string disks)
{
    public const int UplinkIndex = 2;

    public static readonly LinkCapacity Capacity = new(new Mbps(1000), LinkCapacity.DefaultControl(new Mbps(1000)), new ControlPorts(4053, 4080));

    private readonly List<SimulatedQemu> _qemus = [];

    public string Name { get; } = name;

    public string Address { get; } = address;

    public NodeTime Time { get; } = new(simulator.Clock);

    public Counters Counters { get; } = new(simulator);

    /// <summary>Traffic control in the kernel.</summary>
    public KernelRules Rules { get; } = new(simulator, name);

    /// <summary>The taps of ours that are there, with the VM each belongs to.</summary>
    public SortedDictionary<string, string> Taps { get; } = new(StringComparer.Ordinal);

    /// <summary>The QEMUs that live.</summary>
    public IReadOnlyList<SimulatedQemu> Qemus => _qemus;

    /// <summary>The agent's process; null while there is none.</summary>
    public Node? Agent { get; set; }

    public bool IsUp { get; private set; } = true;

    /// <summary>Why a QEMU cannot be started or cleared away just now; null where it can.</summary>
    public string? LaunchTrouble { get; set; }

    public string? PostCopyObstacle { get; init; }

    public HostSettings Settings { get; } = new(
        name, IPAddress.Parse(address), roles, UplinkIndex, Capacity, [.. Enumerable.Range(49152, 8)], Path.Combine(disks, name));

    public SimulatedQemu? Find(string vm) => _qemus.FirstOrDefault(q => q.IsAlive && q.Guest.Name == vm);

    public void Add(SimulatedQemu qemu)
    {
        Forget();
        _qemus.Add(qemu);
        var tap = $"tap-{qemu.Guest.Name}";
        Taps[tap] = qemu.Guest.Name;
        Counters.Appears(tap);
    }

    /// <summary>Forgets what has ended.</summary>
    public void Forget() => _qemus.RemoveAll(q => !q.IsAlive);

    public void RemoveTaps(string vm)
    {
        foreach (var tap in Taps.Where(t => t.Value == vm).Select(t => t.Key).ToList())
        {
            Taps.Remove(tap);
            Counters.Disappears(tap);
        }
    }

    public void GoDown()
    {
        simulator.Trace.Add("host down", Name);
        IsUp = false;
        Agent?.Kill();
        Agent = null;
        _qemus.ToList().ForEach(q => q.Die("the host went down"));
        _qemus.Clear();
        Rules.Vanish();
        Taps.Clear();
        Counters.Restart();
    }

    public void ComeUp()
    {
        simulator.Trace.Add("host up", Name);
        IsUp = true;
    }
}
