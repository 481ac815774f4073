namespace MigrationActors.Protocol.Api;

/// <summary>A host as people and scripts see it; rates in Mbit/s.</summary>
/// <param name="Traffic">idle, inbound, outbound or mixed, by the thesis's rules.</param>
/// <param name="Reachable">Whether its agent was heard lately.</param>
/// <param name="SecondsSinceHeard">Age of what is shown.</param>
public sealed record HostView(
    string Name,
    string Address,
    IReadOnlyList<string> Roles,
    bool Reachable,
    double SecondsSinceHeard,
    double LinkMbps,
    double OutMbps,
    double InMbps,
    string Traffic,
    string? QemuVersion,
    bool PostCopy,
    string? PostCopyObstacle,
    IReadOnlyList<VmView> Vms);
