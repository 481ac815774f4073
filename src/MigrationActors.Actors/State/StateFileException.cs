namespace MigrationActors.Actors.State;

/// <summary>What an agent has to remember could not be read or written; the message names the file and says why.</summary>
public sealed class StateFileException(string message, Exception? inner = null) : Exception(message, inner);
