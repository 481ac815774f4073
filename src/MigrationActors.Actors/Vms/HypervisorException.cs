namespace MigrationActors.Actors.Vms;

/// <summary>A VM could not be started or removed; the message is a sentence for a person.</summary>
public sealed class HypervisorException(string message, Exception? inner = null) : Exception(message, inner);
