using Akka.Configuration;

namespace MigrationActors.Simulation.Storage;

/// <summary>Akka's settings that make the simulated database its journal.</summary>
public static class JournalConfig
{
    public static Config Config { get; } = ConfigurationFactory.ParseString(
        """
        akka.persistence {
          # Permits of killed processes never come back.
          max-concurrent-recoveries = 1000000
          journal {
            plugin = "akka.persistence.journal.simulated"
            simulated {
              class = "MigrationActors.Simulation.Storage.SimulatedJournal, simulate"
              plugin-dispatcher = "akka.actor.default-dispatcher"
              replay-dispatcher = "akka.actor.default-dispatcher"
            }
          }
          snapshot-store {
            plugin = "akka.persistence.snapshot-store.simulated"
            simulated {
              class = "MigrationActors.Simulation.Storage.NoSnapshots, simulate"
              plugin-dispatcher = "akka.actor.default-dispatcher"
            }
          }
        }
        """).WithFallback(Akka.Persistence.Persistence.DefaultConfig());
}
