using MigrationActors.Core.Reservation;
using MigrationActors.Core.Techniques;

namespace MigrationActors.Core.Saga;

/// <summary>What was asked for, checked against the known hosts and VMs.</summary>
/// <param name="Id">The migration's id: what persistence, leases and messages are keyed by.</param>
/// <param name="Source">The name of the host that runs the VM.</param>
/// <param name="SourceAddress">The IP address its migration traffic leaves from.</param>
/// <param name="StorageHosts">The names of the hosts that serve the VM's disks, as far as agents run there; often none or one.</param>
/// <param name="Forced">The technique the caller insists on, or null to let the policy choose.</param>
public sealed record MigrationRequest(
    string Id,
    string Vm,
    string Source,
    string SourceAddress,
    string Destination,
    IReadOnlyList<string> StorageHosts,
    Urgency Urgency,
    Technique? Forced);
