using MigrationActors.Actors.Network;
using MigrationActors.LinuxNet.Counters;

namespace MigrationActors.Actors.Tests.Fakes;

/// <summary>Counters that a test sets, and that can be made unreadable.</summary>
internal sealed class FakeCounters : ICounterSource
{
    private volatile IReadOnlyList<InterfaceCounters> _values = [];
    private int _reads;

    public bool Unreadable { get; set; }

    public int Reads => Volatile.Read(ref _reads);

    public void Set(params IReadOnlyList<InterfaceCounters> values) => _values = values;

    public IReadOnlyList<InterfaceCounters> Read()
    {
        Interlocked.Increment(ref _reads);
        return Unreadable ? throw new IOException("/proc/net/dev cannot be read.") : _values;
    }
}
