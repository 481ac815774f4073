using System.Text.Json.Nodes;
using MigrationActors.Simulation.Engine;
using MigrationActors.Simulation.Network;

namespace MigrationActors.Simulation.Guests;

/// <summary>What all QEMUs share.</summary>
public sealed class QemuWorld(Simulator simulator, Cables cables)
{
    public Simulator Simulator { get; } = simulator;

    public Cables Cables { get; } = cables;

    public Listeners Listeners { get; } = new();

    public Dice Dice { get; } = simulator.Dice("qemu");

    /// <summary>The machine that has an address; null where none has.</summary>
    public Dictionary<string, string> Machines { get; } = new(StringComparer.Ordinal);

    /// <summary>How likely a destination rejects the devices' state at the end of a pre-copy.</summary>
    public double RejectsState { get; set; }

    /// <summary>What a broken build would make of an answer of QEMU's before it reads it; nothing in a sound one.</summary>
    public Func<string, JsonObject, JsonObject> Misread { get; set; } = (_, answer) => answer;

    /// <summary>Called when a QEMU is about to obey an order (no question) of its agent.</summary>
    public event Action<SimulatedQemu, string>? Ordered;

    /// <summary>Called when an agent ends a QEMU.</summary>
    public event Action<SimulatedQemu>? Ended;

    /// <summary>Called when an agent has started a QEMU.</summary>
    public event Action<SimulatedQemu>? Started;

    internal void Launched(SimulatedQemu qemu) => Started?.Invoke(qemu);

    internal void Obeys(SimulatedQemu qemu, string command) => Ordered?.Invoke(qemu, command);

    internal void IsEnded(SimulatedQemu qemu) => Ended?.Invoke(qemu);
}
