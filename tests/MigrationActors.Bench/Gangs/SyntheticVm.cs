using MigrationActors.Core.Planning;
using MigrationActors.Core.Reservation;

namespace MigrationActors.Bench.Gangs;

/// <param name="Host">Where it runs.</param>
internal sealed record SyntheticVm(VmSnapshot Vm, string Host, long MemoryMiB, Urgency Urgency);
