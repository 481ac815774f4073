using Akka.Actor.Setup;

namespace MigrationActors.Simulation.Engine;

/// <summary>How dispatchers and plugins, which Akka makes by reflection, find their simulation.</summary>
public sealed class SimulatorSetup(Simulator simulator) : Setup
{
    public Simulator Simulator { get; } = simulator;
}
