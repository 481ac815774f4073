using MigrationActors.Core.Gang;
using MigrationActors.Protocol.Api;

namespace MigrationActors.Simulation.Scene;

/// <summary>Several VMs that somebody wants to be moved as one.</summary>
/// <param name="At">When it is asked for, from the beginning of the run.</param>
/// <param name="CancelAfter">How long after its acceptance it is cancelled; null where it is not.</param>
public sealed record GangWish(TimeSpan At, IReadOnlyList<GangMemberWish> Members, Strategy? Strategy, TimeSpan? CancelAfter);
