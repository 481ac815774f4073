using Akka.Event;
using MigrationActors.LinuxNet.Failures;

namespace MigrationActors.Actors.Shaping;

/// <content>How a shaper begins where the one before it stopped.</content>
public sealed partial class TcShaper
{
    private async Task BeginAsync()
    {
        var record = _book.Load();
        var earlier = TreesOf(record.Leases);
        if (earlier is null)
        {
            _book.Clear();
        }

        var expired = _book.TakeExpired();
        foreach (var lease in _book.All)
        {
            _log.Info("{0}: taken up with {1} as {2}, port {3}, until {4:O}.", lease.Id, lease.Order.Rate, lease.Order.Side, lease.Order.Port, lease.ExpiresAt);
        }

        Expired(expired);
        await TakeOverAsync(record.Numbers is null ? LinkTrees.None : earlier ?? LinkTrees.None, record.Numbers ?? RuleNumbers.None);
        Become(Shaping);
        Stash.UnstashAll();
    }

    private async Task TakeOverAsync(LinkTrees earlier, RuleNumbers numbers)
    {
        try
        {
            _behind = true;
            foreach (var found in await _link.TakeOverAsync(earlier, numbers, LinkTrees.For(_book.All, _capacity), CancellationToken.None))
            {
                _log.Warning("Taken down, left by an earlier agent: {0}", found);
            }

            (_takenOver, _behind) = (true, false);
            Save();
        }
        catch (LinuxNetException e)
        {
            _log.Error("What an earlier agent may have left could not be dealt with; tried again in {0} s: {1}", Check.TotalSeconds, e.Message);
        }
    }

    /// <returns>Null where they add up to no trees: the settings of the link have changed, or somebody else wrote the file.</returns>
    private LinkTrees? TreesOf(IReadOnlyList<Lease> leases)
    {
        try
        {
            return LinkTrees.For(leases, _capacity);
        }
        catch (Exception e) when (e is LinuxNetException or ArgumentException or FormatException)
        {
            _log.Error("The leases of an earlier agent do not fit this host, and their rules are taken down: {0}", e.Message);
            return null;
        }
    }
}
