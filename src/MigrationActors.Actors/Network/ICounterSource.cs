using MigrationActors.LinuxNet.Counters;

namespace MigrationActors.Actors.Network;

/// <summary>Gives the counters of all interfaces, cheaply enough to be asked several times a second.</summary>
public interface ICounterSource
{
    /// <exception cref="IOException">The counters cannot be read just now.</exception>
    IReadOnlyList<InterfaceCounters> Read();
}
