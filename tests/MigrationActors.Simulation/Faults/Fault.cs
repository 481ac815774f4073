using MigrationActors.Simulation.Engine;
using MigrationActors.Simulation.Scene;

namespace MigrationActors.Simulation.Faults;

/// <summary>Something that goes wrong, and may mend itself later.</summary>
/// <param name="Weight">How often it is chosen, beside the others.</param>
public sealed record Fault(string Name, int Weight, Action<World, Dice> Strike);
