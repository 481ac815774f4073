using System.Globalization;
using MigrationActors.Core.Gang;
using MigrationActors.Gangs.Expectation;
using MigrationActors.Gangs.World;
using MigrationActors.Protocol.Serialization;

namespace MigrationActors.Gangs.Matrix;

/// <summary>What differs between what Algorithm 3 says and what was seen. Pure.</summary>
public static class Comparison
{
    /// <summary>The links are measured at two moments: once for what is expected, once by the product.</summary>
    private const double Near = 0.15;
    private const double NearMbps = 3;

    /// <summary>The same figures must give the same rate; tc rounds to three digits.</summary>
    private const double Same = 0.01;

    /// <param name="expected">In the order of their beginning.</param>
    /// <param name="observed">Likewise.</param>
    /// <param name="total">tot_bw in Mbit/s.</param>
    /// <param name="samples">What tc showed of the source's uplink meanwhile.</param>
    /// <returns>A sentence each.</returns>
    public static IReadOnlyList<string> Of(
        IReadOnlyList<MemberFacts> expected, IReadOnlyList<ObservedMember> observed, double total, IReadOnlyList<KernelSample> samples)
    {
        var names = observed.Select(o => o.Facts.Vm).ToList();
        if (!expected.Select(e => e.Vm).SequenceEqual(names))
        {
            return [$"the order is {Names(names)} instead of {Names(expected.Select(e => e.Vm))}"];
        }

        return
        [
            .. expected.Zip(observed).SelectMany(p => Member(p.First, p.Second)),
            .. Rates(observed, total),
            .. Times(observed),
            .. Kernel([.. observed.Select(o => o.Facts)], samples),
        ];
    }

    private static IEnumerable<string> Member(MemberFacts expected, ObservedMember observed)
    {
        var facts = observed.Facts;
        if (facts.Strategy != expected.Strategy || facts.Order != expected.Order)
        {
            yield return $"'{facts.Vm}' is {WireJson.Name(facts.Strategy)}, number {facts.Order}, instead of {WireJson.Name(expected.Strategy)}, number {expected.Order}";
        }

        if (facts.Technique != expected.Technique)
        {
            yield return $"'{facts.Vm}' goes by {WireJson.Name(facts.Technique)} instead of {WireJson.Name(expected.Technique)}";
        }

        // Who begins later is decided on links that were measured anew.
        if (expected.Order == 1 && Math.Abs(facts.Mbps - expected.Mbps) > (Near * expected.Mbps) + NearMbps)
        {
            yield return $"'{facts.Vm}' has {Number(facts.Mbps)} Mbit/s, about {Number(expected.Mbps)} were expected from what the links carried before";
        }
    }

    /// <summary>The rates that follow from the ideal and the available bandwidth that the migrations themselves name.</summary>
    private static IEnumerable<string> Rates(IReadOnlyList<ObservedMember> observed, double total)
    {
        var parallel = observed.Where(o => o.Facts.Strategy == Strategy.Parallel).ToList();
        var together = parallel.Count == 0 ? [] : ExpectedRates.Together([.. parallel.Select(o => o.Figures)], parallel[0].AvailableMbps, total);
        var alone = observed.Except(parallel).Select(o => (Member: o, Rate: ExpectedRates.Alone(o.Figures, o.AvailableMbps, total)));
        foreach (var (member, rate) in parallel.Zip(together).Concat(alone))
        {
            var facts = member.Facts;
            if (facts.Reserved != rate.Reserved || Math.Abs(facts.Mbps - rate.Mbps) > Same * rate.Mbps)
            {
                yield return $"'{facts.Vm}' has {Number(facts.Mbps)} Mbit/s, {Kind(facts.Reserved)}; of an ideal {Number(member.Figures.Ideal)} with "
                    + $"{Number(member.AvailableMbps)} available follow {Number(rate.Mbps)}, {Kind(rate.Reserved)}";
            }
        }
    }

    /// <summary>Parallel ones are under way at the same time; each serial one begins when all before it are over.</summary>
    private static IEnumerable<string> Times(IReadOnlyList<ObservedMember> observed)
    {
        for (var i = 0; i < observed.Count; i++)
        {
            foreach (var before in observed.Take(i))
            {
                var apart = observed[i].BeganAt >= before.EndedAt;
                var meant = observed[i].Facts.Strategy == Strategy.Serial;
                if (observed[i].BeganAt is not null && before.EndedAt is not null && apart != meant)
                {
                    yield return $"'{observed[i].Facts.Vm}' began {(apart ? "after" : "before")} the end of '{before.Facts.Vm}'";
                }
            }
        }
    }

    private static IEnumerable<string> Kernel(IReadOnlyList<MemberFacts> members, IReadOnlyList<KernelSample> samples)
    {
        var reserved = members.Where(m => m.Reserved).ToList();
        var most = samples.Select(s => s.Reserved.Count).DefaultIfEmpty(0).Max();
        var meant = Math.Max(reserved.Count(m => m.Strategy == Strategy.Parallel), reserved.Any(m => m.Strategy == Strategy.Serial) ? 1 : 0);
        if (most != meant)
        {
            yield return $"tc had up to {most} reservations at a time instead of {meant}";
        }

        var seen = samples.SelectMany(s => s.Reserved).Select(c => c.Mbps).Distinct().ToList();
        foreach (var member in reserved.Where(m => !seen.Exists(r => Math.Abs(r - m.Mbps) <= Same * m.Mbps)))
        {
            yield return $"tc never had a class of the {Number(member.Mbps)} Mbit/s of '{member.Vm}'; it had {(seen.Count == 0 ? "none" : string.Join(", ", seen.Select(Number)))}";
        }
    }

    private static string Names(IEnumerable<string> vms) => string.Join(", ", vms);

    private static string Kind(bool reserved) => reserved ? "reserved" : "not reserved";

    private static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}
