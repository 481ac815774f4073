using MigrationActors.Core.Reservation;
using MigrationActors.Core.Techniques;

namespace MigrationActors.Core.Saga;

/// <summary>What was asked for, checked against the known hosts and VMs.</summary>
/// <param name="Id">The migration's id: what persistence, leases and messages are keyed by.</param>
/// <param name="Forced">The technique the caller insists on, or null to let the policy choose.</param>
public sealed record MigrationRequest(string Id, string Vm, string Source, string Destination, Urgency Urgency, Technique? Forced);
