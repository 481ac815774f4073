namespace MigrationActors.Core.Saga;

/// <summary>The measured rates the decision rests on, out and in as the host (or the VM) sees them.</summary>
public sealed record TrafficSnapshot(
    Mbps SourceOut, Mbps SourceIn, Mbps DestinationOut, Mbps DestinationIn, Mbps VmOut, Mbps VmIn, Mbps Link);
