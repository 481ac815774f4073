using System.Globalization;
using MigrationActors.Core.Gang;
using MigrationActors.Gangs.Expectation;
using MigrationActors.Protocol.Serialization;

namespace MigrationActors.Gangs.Reporting;

/// <summary>How a gang is moved, in a line: who goes together, who after whom, by which technique, at which rate.</summary>
public static class GangStory
{
    /// <summary>`parallel postCopy a+b 86+86; serial preCopy c ~94`: what is not reserved, but free, has a `~` in front. Rates in Mbit/s.</summary>
    public static string Of(IReadOnlyList<MemberFacts> members) => members.Count == 0 ? "nothing" : string.Join("; ",
        members.GroupBy(m => (m.Strategy, m.Technique)).Select(group => string.Join(
            ' ',
            WireJson.Name(group.Key.Strategy),
            WireJson.Name(group.Key.Technique),
            string.Join(Between(group.Key.Strategy), group.Select(m => m.Vm)),
            string.Join(Between(group.Key.Strategy), group.Select(Rate)))));

    private static string Between(Strategy strategy) => strategy == Strategy.Parallel ? "+" : ",";

    private static string Rate(MemberFacts member) => (member.Reserved ? "" : "~") + member.Mbps.ToString("0.#", CultureInfo.InvariantCulture);
}
