using System.Globalization;
using System.Text.RegularExpressions;
using MigrationActors.Testbed.Namespaces;

namespace MigrationActors.Testbed.Cluster;

/// <summary>What the candidates' logs tell of who is the coordinator.</summary>
public static partial class CandidateLogs
{
    /// <summary>The latest takeover: the coordinator now, or the one that was the last.</summary>
    /// <exception cref="TestbedException">No candidate has ever taken over.</exception>
    public static Takeover LatestTakeover(this TestbedCluster cluster) =>
        Takeovers(cluster).MaxBy(t => t.Epoch) ?? throw new TestbedException("No candidate's log says that it took over as the coordinator.");

    /// <summary>When a node first logged a line with this text after a moment; null where none did.</summary>
    public static DateTimeOffset? FirstLineWith(this TestbedCluster cluster, string text, DateTimeOffset after) => cluster.Plan
        .SelectMany(c => cluster.LogOf(c.Name).Split('\n'))
        .Where(line => line.Contains(text, StringComparison.Ordinal))
        .Select(TimeOf)
        .OfType<DateTimeOffset>()
        .Where(at => at >= after)
        .Order()
        .Cast<DateTimeOffset?>()
        .FirstOrDefault();

    private static IEnumerable<Takeover> Takeovers(TestbedCluster cluster) => cluster.Candidates.SelectMany(candidate =>
        cluster.LogOf(candidate.Name).Split('\n').Select(line => (Match: TookOver().Match(line), At: TimeOf(line))).Where(found => found.Match.Success && found.At is not null)
            .Select(found => new Takeover(candidate.Name, long.Parse(found.Match.Groups[1].ValueSpan, CultureInfo.InvariantCulture), found.At!.Value)));

    /// <summary>Every line begins with its time; lines that continue one do not.</summary>
    private static DateTimeOffset? TimeOf(string line) =>
        DateTimeOffset.TryParse(line.Split(' ', 2)[0], CultureInfo.InvariantCulture, DateTimeStyles.None, out var at) ? at : null;

    [GeneratedRegex(@"Coordinator took over with epoch (\d+)")]
    private static partial Regex TookOver();
}
