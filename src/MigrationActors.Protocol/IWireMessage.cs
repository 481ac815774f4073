namespace MigrationActors.Protocol;

/// <summary>A message that crosses from node to node. Every one has a manifest in <see cref="Serialization.Manifests"/>.</summary>
public interface IWireMessage;
