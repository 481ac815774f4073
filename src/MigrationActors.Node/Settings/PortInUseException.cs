namespace MigrationActors.Node.Settings;

/// <summary>The node cannot listen where its settings say.</summary>
public sealed class PortInUseException(string message, Exception inner) : Exception(message, inner);
