using System.Net;
using MigrationActors.Testbed.Network;

namespace MigrationActors.Testbed.Cluster;

/// <summary>A node of the product on one of the testbed's hosts.</summary>
/// <param name="Host">src, dst, nfs or ext.</param>
/// <param name="Roles">host, storage, coordinator.</param>
public sealed record NodePlan(string Host, IReadOnlyList<string> Roles)
{
    /// <summary>What the node is called in its cluster: the host's name, unless it shares the host with another node.</summary>
    public string Name { get; init; } = Host;

    /// <summary>Which of the candidates' addresses it has, 1 to 9; null: the host's own address.</summary>
    public int? CandidateNumber { get; init; }

    /// <summary>
    /// A program that becomes the node, such as setpriv with what the node is to do without; empty: the node itself.
    /// </summary>
    public IReadOnlyList<string> Through { get; init; } = [];

    public bool IsCandidate => Roles.Contains("coordinator");

    /// <summary>A candidate for the coordinator that is a process of its own beside what else runs on the host: killing it kills no agent.</summary>
    /// <param name="number">1 to 9, unique in its cluster.</param>
    public static NodePlan Candidate(int number, string host) => new(host, ["coordinator"]) { Name = $"ctl{number}", CandidateNumber = number };

    /// <summary>The same node without a capability, as a service that was not given it.</summary>
    /// <param name="capability">As setpriv(1) names it, such as net_admin.</param>
    public NodePlan Without(string capability) => this with { Through = ["setpriv", "--bounding-set", "-" + capability, "--"] };

    public IPAddress AddressIn(TestbedLayout layout) =>
        CandidateNumber is { } number ? layout.CandidateAddress(number) : layout.Host(Host).Address;
}
