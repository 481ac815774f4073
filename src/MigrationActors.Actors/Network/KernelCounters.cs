using MigrationActors.LinuxNet.Counters;
using MigrationActors.LinuxNet.Host;

namespace MigrationActors.Actors.Network;

/// <summary>The counters of this process's network namespace.</summary>
public sealed class KernelCounters : ICounterSource
{
    private readonly CounterReader _reader = new(NetworkFiles.OfThisProcess);

    public IReadOnlyList<InterfaceCounters> Read() => _reader.Read();
}
