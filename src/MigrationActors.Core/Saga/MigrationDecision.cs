using MigrationActors.Core.Sla;
using MigrationActors.Core.Techniques;

namespace MigrationActors.Core.Saga;

/// <summary>
/// What the policy decided, as the saga carries it out and as it is persisted. Flat on purpose: a policy may change how it
/// thinks without changing what is on disk.
/// </summary>
/// <param name="Reserved">The rate to reserve, or null to migrate with what is free.</param>
/// <param name="MaxBandwidth">QEMU's max-bandwidth.</param>
/// <param name="Reasons">Why, in the order a person reads them.</param>
public sealed record MigrationDecision(
    Technique Technique,
    Mbps? Reserved,
    Mbps MaxBandwidth,
    Mbps IdealBandwidth,
    Mbps AvailableBandwidth,
    SlaBounds Sla,
    string Policy,
    IReadOnlyList<string> Reasons);
