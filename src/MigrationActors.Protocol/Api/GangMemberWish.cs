using MigrationActors.Core.Reservation;
using MigrationActors.Core.Techniques;

namespace MigrationActors.Protocol.Api;

/// <summary>One VM of a gang, as it is asked for.</summary>
/// <param name="Technique">null: let the policy choose.</param>
/// <param name="Deadline">By when it should have arrived, or null. Where members have to wait, the earlier deadline goes first.</param>
public sealed record GangMemberWish(string Vm, string Destination, Urgency Urgency, Technique? Technique = null, DateTimeOffset? Deadline = null);
