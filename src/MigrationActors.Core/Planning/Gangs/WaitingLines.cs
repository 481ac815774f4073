using MigrationActors.Core.Ledger;

namespace MigrationActors.Core.Planning.Gangs;

/// <summary>
/// Those that could begin as far as the gang's order goes, in a line before each of their two links: by urgency, then deadline, then place in the gang. Only
/// who is first in both may begin, so one that waits holds up those after it on its links, and nobody else (conservative backfilling).
/// </summary>
internal sealed class WaitingLines(IReadOnlyList<DecidedMove> members)
{
    private readonly Dictionary<LinkId, SortedSet<(int Rank, int Member)>> _lines = [];
    private readonly int[] _ranks = Ranks(members);

    public void Add(int member)
    {
        foreach (var link in LinksOf(member))
        {
            (_lines.TryGetValue(link, out var line) ? line : _lines[link] = []).Add((_ranks[member], member));
        }
    }

    public void Remove(int member)
    {
        foreach (var link in LinksOf(member))
        {
            _lines[link].Remove((_ranks[member], member));
        }
    }

    /// <summary>Who is first before a link; null where nobody waits.</summary>
    public int? First(LinkId link) => _lines.TryGetValue(link, out var line) && line.Count > 0 ? line.Min.Member : null;

    public bool IsFirst(int member) => Array.TrueForAll(LinksOf(member), link => First(link) == member);

    /// <summary>The most urgent of all that wait: it is first before both its links.</summary>
    public int MostUrgent() => _lines.Values.Where(line => line.Count > 0).Min(line => line.Min).Member;

    public LinkId[] LinksOf(int member) => [members[member].Claim.Leaves, members[member].Claim.Arrives];

    /// <summary>For one that waits and is not first before both its links.</summary>
    public string WhyNotFirst(int member)
    {
        var link = LinksOf(member).First(link => First(link) != member);
        return $"'{members[member].Move.Vm.Name}' waits: '{members[First(link)!.Value].Move.Vm.Name}' comes first on {link}.";
    }

    private static int[] Ranks(IReadOnlyList<DecidedMove> members)
    {
        var ranks = new int[members.Count];
        var order = Enumerable.Range(0, members.Count)
            .OrderBy(m => members[m].Move.Urgency)
            .ThenBy(m => members[m].Move.Deadline ?? TimeSpan.MaxValue)
            .ThenBy(m => m);
        foreach (var (member, rank) in order.Select((member, rank) => (member, rank)))
        {
            ranks[member] = rank;
        }

        return ranks;
    }
}
