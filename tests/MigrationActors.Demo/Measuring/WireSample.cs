using MigrationActors.Testbed.Network;

namespace MigrationActors.Demo.Measuring;

/// <summary>The source's wire at one time.</summary>
public sealed record WireSample(DateTimeOffset At, WireCounters Counters);
