using CsCheck;
using MigrationActors.Core.Ledger;
using MigrationActors.Core.Reservation;

namespace MigrationActors.Core.Tests.Ledger;

public sealed class LedgerProperties
{
    private const double Tolerance = 1e-6;

    private static readonly Gen<(Claim Claim, Mbps Capacity)> Alone =
        Gen.Select(Gen.Enum<Urgency>(), Gen.Double[0, 1.5], Gen.Double[0.1, 10_000], Gen.Double[0, 1.5], Gen.Double[0, 1.5])
            .Select((urgency, ideal, capacity, a, b) => (
                Claims.One("a", urgency, ideal * capacity, Math.Min(a, b) * capacity, Math.Max(a, b) * capacity, least: 0.05 * capacity), new Mbps(capacity)));

    [Fact]
    public void One_alone_has_what_algorithm_2_reserves() => Alone.Sample(c =>
    {
        // With nothing available, Algorithm 2 always reserves.
        var reserved = ReservationAlgorithm.Decide(c.Claim.Urgency, c.Claim.Ideal, Mbps.Zero, c.Capacity, c.Claim.Sla).Choice.Reserved!.Value;
        return Near(LinkShares.Of(c.Capacity, [c.Claim])["a"].Value, reserved.Value);
    });

    [Fact]
    public void One_alone_can_be_raised_up_to_the_highest_rate_and_no_further() => Gen.Select(Alone, Gen.Double[0, 2]).Sample((c, raise) =>
    {
        var before = LinkShares.Of(c.Capacity, [c.Claim])["a"].Value;
        var raised = raise * c.Capacity.Value;
        var after = LinkShares.Of(c.Capacity, [c.Claim.Raised(raised)])["a"].Value;
        var highest = ReservationAlgorithm.Highest(c.Capacity, c.Claim.Sla).Value;
        return Near(after, Math.Max(before, Math.Min(raised, highest)));
    });

    [Fact]
    public void Rates_never_add_up_to_more_than_the_link() => Claims.Any.Sample(c =>
    {
        var ledger = Claims.Ledger(c.Hosts, c.Claims);
        return Claims.Links(c.Hosts).All(link => Sum(ledger, link) <= CapacityOf(c.Hosts, link) + Tolerance);
    });

    [Fact]
    public void Where_everybodys_least_fits_everybody_has_it() => Claims.Any.Sample(c =>
    {
        var ledger = Claims.Admitted(c.Hosts, c.Claims);
        return ledger.Claims.All(claim => ledger.RateOf(claim.Id).Value >= claim.Least.Value - Tolerance);
    });

    [Fact]
    public void Reservations_leave_the_applications_their_floors_or_are_at_their_least() => Claims.Any.Sample(c =>
    {
        var claims = c.Claims.Select(claim => claim with { Raised = null, Unreserved = null }).ToList();
        var ledger = Claims.Admitted(c.Hosts, claims);
        return Claims.Links(c.Hosts).All(link =>
        {
            var on = ledger.On(link);
            var kept = on.GroupBy(claim => claim.Group).Sum(group => group.Sum(claim => ReservationAlgorithm.KeptBy(group.Min(m => m.Urgency), claim.Sla).Value));
            var modest = on.Where(claim => on.Where(other => other.Group == claim.Group).All(other => other.Urgency != Urgency.High)).ToList();
            return Sum(ledger, link) <= CapacityOf(c.Hosts, link) - kept + Tolerance
                || modest.All(claim => ledger.RateOf(claim.Id).Value <= claim.Least.Value + Tolerance);
        });
    });

    [Fact]
    public void Those_without_a_reservation_leave_the_applications_their_floors_or_are_at_their_least() => Claims.Any.Sample(c =>
    {
        var ledger = Claims.Admitted(c.Hosts, c.Claims.Select(claim => claim with { Raised = null }));
        return Claims.Links(c.Hosts).All(link =>
        {
            var on = ledger.On(link);
            var kept = on.Where(claim => claim.Unreserved is null).GroupBy(claim => claim.Group)
                .Sum(group => group.Sum(claim => ReservationAlgorithm.KeptBy(group.Min(m => m.Urgency), claim.Sla).Value));
            return Sum(ledger, link) <= CapacityOf(c.Hosts, link) - kept + Tolerance
                || on.Where(claim => claim.Unreserved is not null).All(claim => ledger.RateOf(claim.Id).Value <= claim.Least.Value + Tolerance);
        });
    });

    [Fact]
    public void The_order_in_which_claims_come_does_not_matter() => Gen.Select(Claims.Any, Gen.Int).Sample((c, seed) =>
    {
        var shuffled = c.Claims.ToArray();
        new Random(seed).Shuffle(shuffled);
        var (one, other) = (Claims.Ledger(c.Hosts, c.Claims), Claims.Ledger(c.Hosts, shuffled));
        return c.Claims.All(claim => one.RateOf(claim.Id) == other.RateOf(claim.Id));
    });

    [Fact]
    public void Coming_and_leaving_again_leaves_no_trace() => Claims.Any.Where(c => c.Claims.Count > 0).Sample(c =>
    {
        var (guest, others) = (c.Claims[0], c.Claims.Skip(1).ToList());
        var before = Claims.Ledger(c.Hosts, others);
        var after = before.With(guest).Without(guest.Id);
        return after.Find(guest.Id) is null && others.All(o => before.RateOf(o.Id) == after.RateOf(o.Id));
    });

    [Fact]
    public void Only_those_beside_a_claim_change_when_it_comes() => Claims.Any.Where(c => c.Claims.Count > 0).Sample(c =>
    {
        var (guest, others) = (c.Claims[0], c.Claims.Skip(1).ToList());
        var before = Claims.Ledger(c.Hosts, others);
        var after = before.With(guest);
        var beside = after.Beside(guest);
        return others.All(o => beside.Contains(o.Id) || before.RateOf(o.Id) == after.RateOf(o.Id))
            && after.RatesBeside(guest.Id).Keys.ToHashSet().SetEquals(beside.Append(guest.Id));
    });

    [Fact]
    public void Whoever_shares_no_group_with_one_that_leaves_has_no_less_afterwards() => Claims.Any.Where(c => c.Claims.Count > 0).Sample(c =>
    {
        // Within a group the bounds are sums and the ideal is the largest, so one that leaves may take its wish with it. And what one without a
        // reservation uses is nobody's right: reservations that grow take it back. So is what was raised beyond the floors: it ends where the others'
        // wishes, which come first, grow. And with one that leaves goes the floor of its applications: a more urgent one that was raised may take that.
        var ledger = Claims.Ledger(c.Hosts, c.Claims);
        var gone = c.Claims[0];
        var after = ledger.Without(gone.Id);
        var raised = c.Claims.Where(o => o.Raised is not null).Select(o => o.Group).ToHashSet();
        var mostUrgentRaised = c.Claims.Where(o => raised.Contains(o.Group)).Select(o => o.Urgency).Append(Urgency.Low).Min();
        return c.Claims.Skip(1)
            .Where(o => o.Group != gone.Group && o.Unreserved is null && !raised.Contains(o.Group) && o.Urgency <= mostUrgentRaised)
            .All(o => after.RateOf(o.Id).Value >= ledger.RateOf(o.Id).Value - Tolerance);
    });

    [Fact]
    public void Whoever_was_admitted_pushed_nobody_as_urgent_below_the_admission_share() => Claims.Any.Sample(c =>
    {
        var ledger = Claims.Ledger(c.Hosts, []);
        foreach (var claim in c.Claims.Select(x => x with { Unreserved = null }))
        {
            if (ledger.Obstacle(claim) is not null)
            {
                continue;
            }

            var before = ledger;
            ledger = ledger.With(claim);
            var urgency = Group(ledger, claim.Leaves, claim.Group).Min(m => m.Urgency);
            foreach (var link in new[] { claim.Leaves, claim.Arrives })
            {
                foreach (var group in ledger.On(link).GroupBy(o => o.Group).Where(g => g.Min(m => m.Urgency) <= urgency))
                {
                    var capacity = new Mbps(CapacityOf(c.Hosts, link));
                    var half = LinkShares.Of(capacity, [.. group]).Values.Sum(r => r.Value) * 0.5;
                    if (On(ledger, capacity, link, group.Key) < half - Tolerance
                        && (group.Key == claim.Group || On(before, capacity, link, group.Key) >= half + Tolerance))
                    {
                        return false;
                    }
                }
            }
        }

        return true;
    });

    [Fact]
    public void More_urgent_never_means_less() => Gen.Select(Claims.Any, Gen.Enum<Urgency>(), Gen.Enum<Urgency>())
        .Where((c, _, _) => c.Claims.Count > 0).Sample((c, a, b) =>
    {
        // A group of its own: in a group, one member's urgency makes the others' bounds count differently.
        var claim = c.Claims[0] with { Group = "own", Raised = null, Unreserved = null };
        var others = Claims.Ledger(c.Hosts, c.Claims.Skip(1));
        var (more, less) = a < b ? (a, b) : (b, a);
        return others.With(claim with { Urgency = more }).RateOf(claim.Id).Value >= others.With(claim with { Urgency = less }).RateOf(claim.Id).Value - Tolerance;
    });

    private static double Sum(LinkLedger ledger, LinkId link) => ledger.On(link).Sum(c => ledger.RateOf(c.Id).Value);

    private static double CapacityOf(IReadOnlyList<HostCapacity> hosts, LinkId link) => hosts.Single(h => h.Host == link.Host).Allocatable.Value;

    private static IEnumerable<Claim> Group(LinkLedger ledger, LinkId link, string group) => ledger.On(link).Where(c => c.Group == group);

    private static double On(LinkLedger ledger, Mbps capacity, LinkId link, string group)
    {
        var shares = LinkShares.Of(capacity, ledger.On(link));
        return Group(ledger, link, group).Sum(c => shares[c.Id].Value);
    }

    private static bool Near(double a, double b) => Math.Abs(a - b) <= 1e-9 * Math.Max(1, Math.Abs(b));
}
