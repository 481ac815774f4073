using MigrationActors.Actors.Network;
using MigrationActors.LinuxNet.Counters;
using MigrationActors.Simulation.Engine;

namespace MigrationActors.Simulation.Machines;

/// <summary>A kernel's interface counters, which grow with virtual time, and can do what counters do: start again, wrap, be renamed.</summary>
public sealed class Counters(Simulator simulator) : ICounterSource
{
    private const long Wrap = 1L << 32;

    private readonly SortedDictionary<int, Interface> _interfaces = new() { [Machine.UplinkIndex] = new Interface("eth0") };
    private int _lastIndex = Machine.UplinkIndex;
    private TimeSpan _counted;

    /// <summary>Whether the counters have 32 bits, as some drivers' do.</summary>
    public bool Wraps { get; set; }

    public bool IsUnreadable { get; set; }

    public IReadOnlyList<InterfaceCounters> Read()
    {
        if (IsUnreadable)
        {
            throw new IOException("The counters cannot be read.");
        }

        Count();
        return [.. _interfaces.Select(i => new InterfaceCounters(i.Key, i.Value.Name, Value(i.Value.Received), Value(i.Value.Sent)))];
    }

    /// <param name="name">The uplink where it is left out. Rates are bytes per second.</param>
    public void Carry(double sent, double received, string? name = null)
    {
        Count();
        foreach (var (index, found) in _interfaces)
        {
            if (name is null ? index == Machine.UplinkIndex : found.Name == name)
            {
                (found.SendRate, found.ReceiveRate) = (sent, received);
            }
        }
    }

    public void Appears(string name) => _interfaces[++_lastIndex] = new Interface(name);

    public void Disappears(string name)
    {
        foreach (var index in _interfaces.Where(i => i.Value.Name == name).Select(i => i.Key).ToList())
        {
            _interfaces.Remove(index);
        }
    }

    /// <summary>A driver was loaded anew.</summary>
    public void Reset()
    {
        Count();
        foreach (var found in _interfaces.Values)
        {
            (found.Sent, found.Received) = (0, 0);
        }
    }

    public void RenameUplink(string name) => _interfaces[Machine.UplinkIndex].Name = name;

    /// <summary>The machine was rebooted: only the uplink is there.</summary>
    public void Restart()
    {
        foreach (var index in _interfaces.Keys.Where(i => i != Machine.UplinkIndex).ToList())
        {
            _interfaces.Remove(index);
        }

        Reset();
    }

    private long Value(double bytes) => Wraps ? (long)bytes % Wrap : (long)bytes;

    private void Count()
    {
        var seconds = (simulator.Clock.Elapsed - _counted).TotalSeconds;
        _counted = simulator.Clock.Elapsed;
        foreach (var found in _interfaces.Values)
        {
            found.Sent += found.SendRate * seconds;
            found.Received += found.ReceiveRate * seconds;
        }
    }

    private sealed class Interface(string name)
    {
        public string Name { get; set; } = name;

        public double Sent { get; set; } = 4e9;

        public double Received { get; set; } = 3e9;

        public double SendRate { get; set; }

        public double ReceiveRate { get; set; }
    }
}
