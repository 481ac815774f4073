using System.Globalization;

namespace MigrationActors.Core.Sla;

/// <summary>SLA bounds as shares of the link: 0 ≤ lower ≤ upper ≤ 1.</summary>
/// <exception cref="ArgumentException">The shares are out of that order or range.</exception>
public sealed record SlaShare(double Lower, double Upper)
{
    // Written so that NaN fails too. Without an init accessor, `with` cannot slip past the check.
    public double Lower { get; } = Lower >= 0 && Lower <= Upper && Upper <= 1
        ? Lower
        : throw new ArgumentException(
            string.Create(CultureInfo.InvariantCulture, $"SLA shares need 0 ≤ lower ≤ upper ≤ 1, got lower {Lower} and upper {Upper}."),
            nameof(Lower));

    public double Upper { get; } = Upper;

    /// <summary>The bounds these shares mean on <paramref name="link"/>.</summary>
    public SlaBounds Of(Mbps link) => new(link * Lower, link * Upper);
}
