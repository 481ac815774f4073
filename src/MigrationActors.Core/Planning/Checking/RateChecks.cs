namespace MigrationActors.Core.Planning.Checking;

/// <summary>A member's own rates: enough to converge, no more than its links have, and enough in all to send the VM.</summary>
internal static class RateChecks
{
    // A time is rounded to 100 ns, once at each end of an interval.
    private static readonly TimeSpan Rounding = TimeSpan.FromTicks(2);

    public static IEnumerable<string> Of(CheckedMember member)
    {
        var rates = member.Plan.Rates;
        if (rates.FirstOrDefault(r => Tolerance.Exceeds(member.Least, r.Rate)) is { } little)
        {
            yield return $"{member.Name} has {little.Rate} from {little.From}, less than the {member.Least} a migration must have.";
        }

        if (rates.FirstOrDefault(r => Tolerance.Exceeds(r.Rate, member.Total)) is { } much)
        {
            yield return $"{member.Name} has {much.Rate} from {much.From}, more than the {member.Total} of its slower link.";
        }

        var reserved = member.Plan.Plan.Reservation.Choice.Reserved is not null;
        if (rates.FirstOrDefault(r => r.Reserved != reserved) is { } other)
        {
            yield return $"{member.Name} is {Text(reserved)} by its decision and {Text(other.Reserved)} from {other.From}.";
        }

        var sent = rates.Sum(r => r.Rate.BytesPerSecond * (r.To - r.From + Rounding).TotalSeconds);
        if (Tolerance.Exceeds(member.Plan.Move.Bytes, sent))
        {
            yield return $"{member.Name} ends at {member.Plan.Ends} with {(long)sent} of {member.Plan.Move.Bytes} bytes sent.";
        }
    }

    private static string Text(bool reserved) => reserved ? "reserved" : "not reserved";
}
