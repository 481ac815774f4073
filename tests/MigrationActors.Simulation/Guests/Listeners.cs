namespace MigrationActors.Simulation.Guests;

/// <summary>Which QEMU listens at which address and port.</summary>
public sealed class Listeners
{
    private readonly Dictionary<(string Address, int Port), SimulatedQemu> _listeners = [];

    public SimulatedQemu? Find(string address, int port) => _listeners.GetValueOrDefault((address, port));

    /// <returns>Whether the port was free.</returns>
    public bool Listen(string address, int port, SimulatedQemu qemu) => _listeners.TryAdd((address, port), qemu) || Find(address, port) == qemu;

    public void Close(SimulatedQemu qemu)
    {
        foreach (var at in _listeners.Where(l => l.Value == qemu).Select(l => l.Key).ToList())
        {
            _listeners.Remove(at);
        }
    }

    /// <summary>The ports at which something listens, for the last look around.</summary>
    public IEnumerable<(string Address, int Port, SimulatedQemu Qemu)> All => _listeners.Select(l => (l.Key.Address, l.Key.Port, l.Value));
}
