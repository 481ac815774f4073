namespace MigrationActors.Simulation.Storage;

public sealed class DatabaseException(string message) : Exception(message);
