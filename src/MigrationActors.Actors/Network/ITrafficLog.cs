using MigrationActors.LinuxNet.Counters;

namespace MigrationActors.Actors.Network;

/// <summary>Where measured traffic is written for people and later analysis (thesis 4.1).</summary>
public interface ITrafficLog
{
    void Write(DateTimeOffset at, IReadOnlyList<InterfaceRate> rates);
}
