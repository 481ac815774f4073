using MigrationActors.Core.Ledger;

namespace MigrationActors.Node.Settings;

/// <summary>What the coordinator admits at a time. The same on every candidate.</summary>
public sealed record LimitsSettings
{
    /// <summary>How many migrations may leave a host at a time; 0 for as many as its link allows.</summary>
    public int MostOutgoing { get; init; }

    /// <summary>How many may arrive at a host at a time; 0 for as many as its link allows.</summary>
    public int MostIncoming { get; init; }

    /// <summary>A migration waits rather than begin with less than this share of what it would have alone. Above 0, at most 1.</summary>
    public double AdmissionShare { get; init; } = LedgerSettings.Default.AdmissionShare;

    public LedgerSettings ToLedger() => new()
    {
        MostOutgoing = MostOutgoing == 0 ? null : MostOutgoing,
        MostIncoming = MostIncoming == 0 ? null : MostIncoming,
        AdmissionShare = AdmissionShare,
    };
}
