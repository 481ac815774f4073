using Akka.Actor.Setup;

namespace MigrationActors.Simulation.Storage;

/// <summary>How the journal, which Akka makes by reflection, finds its database; set once that is there.</summary>
public sealed class DatabaseSetup : Setup
{
    public Database? Database { get; set; }
}
