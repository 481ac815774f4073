namespace MigrationActors.Core.Sla;

/// <summary>The rates a VM's application must keep (lower) and should keep (upper) while the VM is moved.</summary>
/// <param name="Lower">A medium migration may squeeze the application down to this rate.</param>
/// <param name="Upper">A low migration leaves the application this rate. Not below <paramref name="Lower"/>.</param>
/// <exception cref="ArgumentException">The lower bound is above the upper one.</exception>
public sealed record SlaBounds(Mbps Lower, Mbps Upper)
{
    // Without an init accessor, `with` cannot slip past the check.
    public Mbps Lower { get; } = Lower <= Upper
        ? Lower
        : throw new ArgumentException($"The SLA's lower bound ({Lower}) is above its upper bound ({Upper}); swap or correct them.", nameof(Lower));

    public Mbps Upper { get; } = Upper;
}
