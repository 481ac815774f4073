using MigrationActors.Simulation.Scene;

namespace MigrationActors.Simulation.Running;

/// <summary>Breaks the product on purpose, to see that it is noticed.</summary>
public delegate void Sabotage(World world);
