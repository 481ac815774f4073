using Akka.Actor;
using Akka.Event;
using MigrationActors.LinuxNet.Failures;
using MigrationActors.LinuxNet.Tc.Model;
using MigrationActors.Protocol.Hosts;

namespace MigrationActors.Actors.Shaping;

/// <summary>
/// Owns this host's reservations (thesis 3.2, 4.2). Each is a lease: what nobody renews is taken down here, whatever became of
/// the coordinator. A command is answered when the kernel has the rules, or with why it has not. Leases and rules outlive it: its
/// successor takes up those that have not expired.
/// <code>
/// beginning (commands wait) ── what an earlier agent left is dealt with, or at least known ──► shaping
/// </code>
/// </summary>
public sealed partial class TcShaper : ReceiveActor, IWithTimers, IWithUnboundedStash
{
    public const string Name = "shaper";

    private static readonly TimeSpan Check = TimeSpan.FromSeconds(1);

    private readonly string _host;
    private readonly LinkCapacity _capacity;
    private readonly IUplinkShaper _link;
    private readonly LeaseBook _book;
    private readonly ILoggingAdapter _log = Context.GetLogger();

    /// <summary>What an earlier agent left has not been dealt with yet.</summary>
    private bool _takenOver;

    /// <summary>The kernel may not have what the book says: it is told again at the next check.</summary>
    private bool _behind;

    public TcShaper(string host, LinkCapacity capacity, IUplinkShaper link, LeaseStore store, TimeProvider time)
    {
        _host = host;
        _capacity = capacity;
        _link = link;
        _book = new LeaseBook(store, time, _log);

        ReceiveAsync<BeginTick>(_ => BeginAsync());
        ReceiveAny(_ => Stash.Stash());
    }

    public ITimerScheduler Timers { get; set; } = null!;

    public IStash Stash { get; set; } = null!;

    protected override void PreStart()
    {
        Self.Tell(BeginTick.Instance);
        Timers.StartPeriodicTimer(nameof(CheckTick), CheckTick.Instance, Check);
    }

    private void Shaping()
    {
        ReceiveAsync<HostCommand.ReserveBandwidth>(ReserveAsync);
        ReceiveAsync<HostCommand.ReleaseBandwidth>(ReleaseAsync);
        ReceiveAsync<CheckTick>(_ => CheckAsync());
    }

    private async Task ReserveAsync(HostCommand.ReserveBandwidth order)
    {
        var id = order.Header.MigrationId;
        var before = _book.Find(id);
        try
        {
            _book.Grant(order);
            if (before is not null && !_behind && IsRenewal(before.Order, order))
            {
                Save();
            }
            else
            {
                await ApplyAsync();
                _log.Info("{0}: {1} reserved as {2}, port {3}.", id, order.Rate, order.Side, order.Port);
            }

            Sender.Tell(new HostReply.BandwidthReserved(id, _host));
        }
        catch (Exception e) when (e is LinuxNetException or ArgumentException or FormatException)
        {
            _book.Restore(id, before);
            Save();
            Sender.Tell(new HostReply.CommandFailed(id, _host, nameof(HostCommand.ReserveBandwidth), e.Message, Passing: e is ReservationExceedsLinkException));
        }
    }

    private async Task ReleaseAsync(HostCommand.ReleaseBandwidth order)
    {
        var id = order.Header.MigrationId;
        if (!_book.Remove(id, out var lease))
        {
            Sender.Tell(new HostReply.BandwidthReleased(id, _host));
            return;
        }

        try
        {
            await ApplyAsync();
            _log.Info("{0}: released.", id);
            Sender.Tell(new HostReply.BandwidthReleased(id, _host));
        }
        catch (LinuxNetException e)
        {
            // Kept in the book, so that its expiry tries again.
            _book.Put(lease);
            Save();
            Sender.Tell(new HostReply.CommandFailed(id, _host, nameof(HostCommand.ReleaseBandwidth), e.Message));
        }
    }

    private async Task CheckAsync()
    {
        var expired = _book.TakeExpired();
        if (!_takenOver)
        {
            Expired(expired);
            await TakeOverAsync(LinkTrees.None, RuleNumbers.None);
            return;
        }

        if (expired.Count == 0 && !_behind)
        {
            return;
        }

        try
        {
            await ApplyAsync();
            Expired(expired);
        }
        catch (LinuxNetException e)
        {
            foreach (var lease in expired)
            {
                _book.Put(lease);
            }

            _log.Error(
                expired.Count > 0
                    ? "Expired reservations could not be taken down; tried again in {0} s: {1}"
                    : "The reservations could not be put up again; tried again in {0} s: {1}",
                Check.TotalSeconds,
                e.Message);
        }
    }

    /// <summary>What is to be is on the disk first: an agent that dies in between leaves its successor the wish, and not the riddle.</summary>
    private async Task ApplyAsync()
    {
        var trees = LinkTrees.For(_book.All, _capacity);
        _behind = true;
        Save();
        await _link.ApplyAsync(trees, CancellationToken.None);
        _behind = false;
        Save();
    }

    private void Save() => _book.Save(_behind ? null : _link.Numbers);

    private void Expired(IReadOnlyList<Lease> leases)
    {
        if (leases.Count > 0)
        {
            _log.Warning("Nobody renewed, so taken down: {0}", string.Join(", ", leases.Select(l => l.Id)));
        }
    }

    private static bool IsRenewal(HostCommand.ReserveBandwidth before, HostCommand.ReserveBandwidth now) =>
        before with { Header = now.Header, Lifetime = now.Lifetime } == now;

    private sealed record BeginTick
    {
        public static BeginTick Instance { get; } = new();
    }

    private sealed record CheckTick
    {
        public static CheckTick Instance { get; } = new();
    }
}
