using MigrationActors.Core.Reservation;
using MigrationActors.Core.Techniques;

namespace MigrationActors.Core.Planning;

/// <summary>One VM that is to be moved, checked against the known hosts and VMs.</summary>
/// <param name="Bytes">What there is to send: the memory the VM has in use, at most what it has.</param>
/// <param name="Forced">The technique the caller insists on; null leaves it to the policy.</param>
/// <param name="Deadline">By when it should have arrived, counted from the beginning of the plan; null for no such wish. Only orders those that wait.</param>
public sealed record WantedMove(
    string Id, string Source, string Destination, VmSnapshot Vm, long Bytes, Urgency Urgency, Technique? Forced = null, TimeSpan? Deadline = null);
