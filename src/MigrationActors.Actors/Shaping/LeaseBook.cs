using System.Diagnostics.CodeAnalysis;
using Akka.Event;
using MigrationActors.Actors.State;
using MigrationActors.Protocol.Hosts;

namespace MigrationActors.Actors.Shaping;

/// <summary>
/// The leases on this host, and their record on the disk. A disk that refuses keeps no reservation from being made: all it costs is that
/// an agent that restarts takes the rules down, and the saga asks for them anew.
/// </summary>
public sealed class LeaseBook(LeaseStore store, TimeProvider time, ILoggingAdapter log)
{
    private readonly Dictionary<string, Lease> _leases = new(StringComparer.Ordinal);
    private bool _saveFails;

    public IReadOnlyCollection<Lease> All => _leases.Values;

    public Lease? Find(string id) => _leases.GetValueOrDefault(id);

    /// <summary>Makes a lease of an order, in the place of the one before.</summary>
    /// <exception cref="ArgumentException">The order's lifetime is none.</exception>
    public void Grant(HostCommand.ReserveBandwidth order) => Put(Lease.Granted(order, time.GetUtcNow()));

    public void Put(Lease lease) => _leases[lease.Id] = lease;

    public bool Remove(string id, [NotNullWhen(true)] out Lease? lease) => _leases.Remove(id, out lease);

    /// <summary>Makes it as it was before an attempt that failed.</summary>
    public void Restore(string id, Lease? before)
    {
        if (before is null)
        {
            _leases.Remove(id);
        }
        else
        {
            _leases[id] = before;
        }
    }

    /// <summary>Takes out what nobody has renewed in time.</summary>
    public IReadOnlyList<Lease> TakeExpired()
    {
        var now = time.GetUtcNow();
        foreach (var lease in _leases.Values.Select(l => l.AsOf(now)).ToList())
        {
            _leases[lease.Id] = lease;
        }

        var expired = _leases.Values.Where(l => l.ExpiresAt <= now).ToList();
        expired.ForEach(l => _leases.Remove(l.Id));
        return expired;
    }

    /// <summary>Fills the book with what an earlier agent left, expired or not.</summary>
    /// <returns>What it left; nothing where that cannot be read.</returns>
    public LeaseRecord Load()
    {
        try
        {
            var record = store.Load();
            foreach (var lease in record.Leases)
            {
                Put(lease);
            }

            return record;
        }
        catch (StateFileException e)
        {
            log.Error("The leases of an earlier agent are lost, and their rules are taken down: {0}", e.Message);
            return LeaseRecord.Empty;
        }
    }

    public void Clear() => _leases.Clear();

    /// <param name="numbers">Of the rules in the kernel; null where they are about to change, or not as they should be.</param>
    public void Save(RuleNumbers? numbers)
    {
        try
        {
            store.Save(new LeaseRecord([.. _leases.Values], numbers));
            _saveFails = false;
        }
        catch (StateFileException e)
        {
            // Said once, not with every renewal.
            if (!_saveFails)
            {
                log.Warning("Should this agent restart, its reservations are taken down until their sagas renew them: {0}", e.Message);
            }

            _saveFails = true;
        }
    }
}
