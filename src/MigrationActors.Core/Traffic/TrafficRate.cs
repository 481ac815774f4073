namespace MigrationActors.Core.Traffic;

/// <summary>What a host or a VM sends (<paramref name="Out"/>) and receives (<paramref name="In"/>), seen from that host or VM.</summary>
public sealed record TrafficRate(Mbps Out, Mbps In);
