using System.Text.Json.Serialization;
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
/// <param name="PostcopyAllowed">Whether a pre-copy that does not converge may be switched: both hosts can, and the caller did not insist on pre-copy.</param>
/// <param name="HighestRate">Up to where a pre-copy that does not converge may be sped up; null for not at all.</param>
public sealed record MigrationDecision(
    Technique Technique,
    Mbps? Reserved,
    Mbps MaxBandwidth,
    Mbps IdealBandwidth,
    Mbps AvailableBandwidth,
    SlaBounds Sla,
    string Policy,
    IReadOnlyList<string> Reasons,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool PostcopyAllowed = false,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] Mbps? HighestRate = null);
