using MigrationActors.Core.Ledger;

namespace MigrationActors.Core.Planning.Gangs;

/// <summary>What migrations from before the plan have of their links as its members come and go.</summary>
internal sealed class RunningRates
{
    private readonly SortedDictionary<string, (Claim Claim, List<RateInterval> Rates)> _all = new(StringComparer.Ordinal);

    /// <param name="ledger">With nothing but them.</param>
    public RunningRates(LinkLedger ledger)
    {
        foreach (var claim in ledger.Claims)
        {
            _all.Add(claim.Id, (claim, []));
            Change(claim.Id, TimeSpan.Zero, ledger.RateOf(claim.Id));
        }
    }

    public IReadOnlyList<RunningMigration> All => [.. _all.Values.Select(r => new RunningMigration(r.Claim, r.Rates))];

    public void Change(string id, TimeSpan now, Mbps rate)
    {
        var (claim, rates) = _all[id];
        if (rates.Count == 0 || rates[^1].Rate != rate)
        {
            End(id, now);
            rates.Add(new RateInterval(now, TimeSpan.MaxValue, rate, claim.Unreserved is null));
        }
    }

    public void End(string id, TimeSpan now)
    {
        var rates = _all[id].Rates;
        if (rates.Count > 0 && rates[^1].From == now)
        {
            rates.RemoveAt(rates.Count - 1);
        }
        else if (rates.Count > 0)
        {
            rates[^1] = rates[^1] with { To = now };
        }
    }
}
