namespace MigrationActors.Node.Settings;

/// <summary>The settings cannot be used; the message lists what to change.</summary>
public sealed class InvalidSettingsException(string message) : Exception(message);
