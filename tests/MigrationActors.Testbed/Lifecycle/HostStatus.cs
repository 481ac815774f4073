using MigrationActors.Testbed.Network;

namespace MigrationActors.Testbed.Lifecycle;

/// <param name="Wire">Null where the testbed is not complete.</param>
public sealed record HostStatus(string Name, string Namespace, string Address, int Processes, WireCounters? Wire);
