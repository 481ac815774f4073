namespace MigrationActors.Core.Ledger;

/// <summary>What an operator may tune about admission.</summary>
public sealed record LedgerSettings
{
    public static LedgerSettings Default { get; } = new();

    /// <summary>How many migrations may leave a host at a time, 1 or more; null for as many as the ledger allows.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 1: nothing could ever leave.</exception>
    public int? MostOutgoing { get; init => field = AtLeastOne(value, nameof(MostOutgoing)); }

    /// <summary>How many may arrive at a host at a time, 1 or more; null for as many as the ledger allows.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 1: nothing could ever arrive.</exception>
    public int? MostIncoming { get; init => field = AtLeastOne(value, nameof(MostIncoming)); }

    /// <summary>
    /// A migration waits rather than begin with less than this share of what it would have if it were alone, or push another of the same or a higher
    /// urgency below this share. Above 0, at most 1.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Not above 0, above 1 or NaN.</exception>
    public double AdmissionShare
    {
        get;
        init => field = value is > 0 and <= 1
            ? value
            : throw new ArgumentOutOfRangeException(
                nameof(AdmissionShare), value, "The admission share is a share of what a migration would have alone, above 0 and at most 1.");
    } = 0.5;

    private static int? AtLeastOne(int? value, string name) => value is null or >= 1
        ? value
        : throw new ArgumentOutOfRangeException(name, value, "A limit on migrations at a time is 1 or more; leave it out for no limit.");
}
