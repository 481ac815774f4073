using System.Collections.Concurrent;
using MigrationActors.Actors.Network;
using MigrationActors.LinuxNet.Counters;

namespace MigrationActors.Actors.Tests.Fakes;

internal sealed class RecordingTrafficLog : ITrafficLog
{
    public ConcurrentQueue<(DateTimeOffset At, IReadOnlyList<InterfaceRate> Rates)> Lines { get; } = new();

    public void Write(DateTimeOffset at, IReadOnlyList<InterfaceRate> rates) => Lines.Enqueue((at, rates));
}
