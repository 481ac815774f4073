using MigrationActors.Core.Reservation;
using MigrationActors.Core.Techniques;

namespace MigrationActors.Core.Planning;

/// <summary>One VM of those that are moved at the same time from one host to another.</summary>
/// <param name="Forced">The technique the caller insists on; null leaves it to the rules.</param>
public sealed record ParallelMember(VmSnapshot Vm, Urgency Urgency, Technique? Forced);
