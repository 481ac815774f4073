namespace MigrationActors.Simulation.Network;

/// <summary>What the network does to messages while no cable is cut; shares of them, 0 to 1.</summary>
public sealed record Weather(double Lost, double Twice, double Late, double OutOfOrder)
{
    public static Weather Calm { get; } = new(0, 0, 0, 0);
}
