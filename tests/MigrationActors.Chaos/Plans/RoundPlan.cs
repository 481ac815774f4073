using MigrationActors.Core.Reservation;
using MigrationActors.Core.Techniques;

namespace MigrationActors.Chaos.Plans;

/// <summary>What is done in one round; all of it follows from the seed and the round's number.</summary>
/// <param name="Technique">Forced; null: by the rules.</param>
/// <param name="KillAfter">From the request for the migration.</param>
/// <param name="RestartAfter">From the kill; null: only when another candidate has taken over. Agents always have a time.</param>
public sealed record RoundPlan(int Number, Urgency Urgency, Technique? Technique, TimeSpan KillAfter, TimeSpan? RestartAfter);
