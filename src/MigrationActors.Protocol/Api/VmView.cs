namespace MigrationActors.Protocol.Api;

/// <summary>A VM as people and scripts see it; rates in Mbit/s.</summary>
public sealed record VmView(
    string Name, string Host, string State, int MemoryMiB, double OutMbps, double InMbps, string Traffic, string? Workload, double? SlaLowerMbps, double? SlaUpperMbps);
