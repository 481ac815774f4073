using MigrationActors.Core.Reservation;
using MigrationActors.Core.Sla;

namespace MigrationActors.Core.Planning.Checking;

/// <summary>What one link carries at one instant, kept up to date as claims come and go. Rates in Mbit/s.</summary>
internal sealed class LinkLoad
{
    private readonly Dictionary<string, Group> groups = new(StringComparer.Ordinal);

    /// <summary>How many migrations use the link.</summary>
    public int Migrations { get; private set; }

    /// <summary>What they have: the reservations, and what those without one may use.</summary>
    public double Rates { get; private set; }

    /// <summary>What those that are not high leave to the applications: medium groups the sum of the lower bounds, low ones that of the upper.</summary>
    public double Kept { get; private set; }

    /// <summary>How many in groups that are not high, or without a reservation, have more than their least, and so have to leave what is kept.</summary>
    public int AboveLeast { get; private set; }

    /// <param name="sign">1 when it comes, -1 when it goes.</param>
    /// <param name="rate">What it has, at the least.</param>
    /// <param name="reserved">Whether that is a reservation.</param>
    public void Change(int sign, string group, Urgency urgency, SlaBounds sla, Mbps rate, bool reserved, Mbps least)
    {
        Migrations += sign;
        Rates += sign * rate.Value;
        var aboveLeast = Tolerance.Exceeds(rate, least);
        if (!reserved)
        {
            AboveLeast += aboveLeast ? sign : 0;
            return;
        }

        var before = groups.GetValueOrDefault(group, Group.Empty);
        var after = before.With(sign, urgency, sla, aboveLeast);
        Kept += after.Kept - before.Kept;
        AboveLeast += after.AboveLeastAndNotHigh - before.AboveLeastAndNotHigh;
        groups[group] = after;
    }

    /// <summary>The reserved ones that share one reservation. Its urgency is the highest among them.</summary>
    private sealed record Group(int High, int Medium, int Low, double Lower, double Upper, int AboveLeast)
    {
        public static Group Empty { get; } = new(0, 0, 0, 0, 0, 0);

        public double Kept => High > 0 ? 0 : Medium > 0 ? Lower : Low > 0 ? Upper : 0;

        public int AboveLeastAndNotHigh => High > 0 ? 0 : AboveLeast;

        public Group With(int sign, Urgency urgency, SlaBounds sla, bool aboveLeast) => new(
            High + (urgency == Urgency.High ? sign : 0),
            Medium + (urgency == Urgency.Medium ? sign : 0),
            Low + (urgency == Urgency.Low ? sign : 0),
            Lower + sign * sla.Lower.Value,
            Upper + sign * sla.Upper.Value,
            AboveLeast + (aboveLeast ? sign : 0));
    }
}
