using MigrationActors.Core.Ledger;

namespace MigrationActors.Actors.Coordination;

/// <summary>All that admission looks at, at one instant.</summary>
/// <param name="Ledger">What running migrations hold of the links.</param>
/// <param name="Profiles">The traffic of the applications.</param>
public sealed record Situation(HostTable Hosts, LinkLedger Ledger, Profiles Profiles, DateTimeOffset At);
