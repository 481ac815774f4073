using MigrationActors.Core.Sla;
using MigrationActors.Core.Traffic;

namespace MigrationActors.Core.Planning;

/// <summary>The VM to be moved, as it was when the migration was planned.</summary>
/// <param name="Traffic">The VM's own out and in (its tap counts them the other way round), over a window.</param>
/// <param name="Sla">What its definition states.</param>
public sealed record VmSnapshot(string Name, TrafficRate Traffic, SlaStatement Sla);
