using MigrationActors.Core.Forecasting;
using MigrationActors.Core.Gang;
using MigrationActors.Core.Ledger;

namespace MigrationActors.Core.Planning.Gangs;

/// <summary>
/// Plans several moves: how each VM is moved (Algorithm 3, thesis 4.4.2), who begins when, and what each has of the links until it ends. Near linear in the
/// members. The hosts' own traffic is taken to stay as it is.
/// </summary>
public static class GangPlanner
{
    private static readonly ThesisPolicy Thesis = new();

    /// <param name="wanted">No VM and no id twice, between hosts of the snapshot; else it is refused. Nothing wanted gives an empty plan.</param>
    /// <param name="forced">The strategy the caller insists on; null leaves it to the rules.</param>
    /// <param name="policy">Plans the members that move by themselves; the thesis's where it is null.</param>
    public static GangPlanResult Plan(ClusterSnapshot cluster, IReadOnlyList<WantedMove> wanted, Strategy? forced, IMigrationPolicy? policy = null)
    {
        ArgumentNullException.ThrowIfNull(cluster);
        ArgumentNullException.ThrowIfNull(wanted);
        if (WantedMistakes.FirstOf(cluster, wanted) is { } mistake)
        {
            return GangPlanResult.Refused(mistake);
        }

        var (members, refusal) = new GangDecisions(cluster, policy ?? Thesis).Of(wanted, forced);
        if (refusal is not null)
        {
            return GangPlanResult.Refused(refusal);
        }

        var timeline = new Timeline(members, LedgerOf(cluster, wanted), cluster.Settling);
        timeline.Play();
        return GangPlanResult.Planned(new GangPlan(
        [
            .. members.Select((member, place) => MemberOf(member, timeline.TransferOf(place), timeline.WaitsOf(place)))
                .OrderBy(m => m.Strategy.Choice)
                .ThenBy(m => m.Begins),
        ])
        {
            Awaited = timeline.Awaited,
            Running = timeline.Running,
        });
    }

    /// <summary>Only with the hosts that matter: the cost is to follow the members, not the cluster.</summary>
    private static LinkLedger LedgerOf(ClusterSnapshot cluster, IReadOnlyList<WantedMove> wanted)
    {
        var names = wanted.SelectMany(m => new[] { m.Source, m.Destination }).Concat(cluster.Running.SelectMany(c => new[] { c.Source, c.Destination }));
        var empty = names.Distinct(StringComparer.Ordinal).Aggregate(
            LinkLedger.Empty(cluster.Limits), (ledger, host) => ledger.With(new HostCapacity(host, cluster.Hosts[host].Allocatable)));
        return cluster.Running.Aggregate(empty, (ledger, claim) => ledger.With(claim));
    }

    private static MemberPlan MemberOf(DecidedMove member, Transfer transfer, string? waits)
    {
        var rates = transfer.Rates;
        var forecast = TransferForecast.Of(member.Plan.Technique.Choice, member.Move.Bytes, rates[^1].Rate) with { TotalTime = rates[^1].To - rates[0].From };
        return new(
            member.Move,
            member.Strategy,
            member.Plan,
            rates,
            rates.Count == 1 ? forecast : forecast with { Model = $"{forecast.Model} Here at {rates.Count} rates one after another, as others come and go." },
            waits);
    }
}
