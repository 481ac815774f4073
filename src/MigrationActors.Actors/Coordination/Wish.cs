using MigrationActors.Core.Reservation;
using MigrationActors.Core.Techniques;

namespace MigrationActors.Actors.Coordination;

/// <summary>One VM that somebody wants to be moved: by itself, as a member of a gang, or now that its turn has come.</summary>
public sealed record Wish(string Vm, string Destination, Urgency Urgency, Technique? Technique);
