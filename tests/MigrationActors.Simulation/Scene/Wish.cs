using MigrationActors.Core.Reservation;
using MigrationActors.Core.Techniques;

namespace MigrationActors.Simulation.Scene;

/// <summary>What somebody wants of the product during a run.</summary>
/// <param name="At">When it is asked for, from the beginning of the run.</param>
/// <param name="CancelAfter">How long after its acceptance it is cancelled; null where it is not.</param>
public sealed record Wish(TimeSpan At, string Vm, string Destination, Urgency Urgency, Technique? Technique, TimeSpan? CancelAfter);
