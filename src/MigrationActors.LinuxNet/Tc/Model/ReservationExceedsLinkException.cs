using MigrationActors.Core;
using MigrationActors.LinuxNet.Failures;

namespace MigrationActors.LinuxNet.Tc.Model;

/// <summary>The guarantees asked for are more than the link has; HTB would accept them and keep none.</summary>
public sealed class ReservationExceedsLinkException : LinuxNetException
{
    public ReservationExceedsLinkException(Mbps asked, Mbps reservable, Mbps link)
        : base($"The reservations ask for {asked} together, but this link of {link} has {reservable} to reserve. Reserve less, or wait for a migration to end.")
    {
        Asked = asked;
        Reservable = reservable;
    }

    public Mbps Asked { get; }

    public Mbps Reservable { get; }
}
