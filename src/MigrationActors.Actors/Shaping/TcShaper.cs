using Akka.Actor;
using Akka.Event;
using MigrationActors.LinuxNet.Failures;
using MigrationActors.Protocol.Hosts;

namespace MigrationActors.Actors.Shaping;

/// <summary>
/// Owns this host's reservations (thesis 3.2, 4.2). Each is a lease: what nobody renews is taken down here, whatever became of
/// the coordinator. A command is answered when the kernel has the rules, or with why it has not.
/// </summary>
public sealed class TcShaper : ReceiveActor, IWithTimers
{
    public const string Name = "shaper";

    private static readonly TimeSpan ExpiryCheck = TimeSpan.FromSeconds(1);

    private readonly string _host;
    private readonly LinkCapacity _capacity;
    private readonly IUplinkShaper _link;
    private readonly TimeProvider _time;
    private readonly Dictionary<string, Lease> _leases = new(StringComparer.Ordinal);
    private readonly ILoggingAdapter _log = Context.GetLogger();

    public TcShaper(string host, LinkCapacity capacity, IUplinkShaper link, TimeProvider time)
    {
        _host = host;
        _capacity = capacity;
        _link = link;
        _time = time;

        ReceiveAsync<SweepNow>(_ => SweepAsync());
        ReceiveAsync<HostCommand.ReserveBandwidth>(ReserveAsync);
        ReceiveAsync<HostCommand.ReleaseBandwidth>(ReleaseAsync);
        ReceiveAsync<ExpiryTick>(_ => ExpireAsync());
    }

    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PreStart()
    {
        Self.Tell(SweepNow.Instance);
        Timers.StartPeriodicTimer(nameof(ExpiryTick), ExpiryTick.Instance, ExpiryCheck);
    }

    private async Task SweepAsync()
    {
        try
        {
            foreach (var found in await _link.SweepAsync(CancellationToken.None))
            {
                _log.Warning("Taken down, left by an earlier agent: {0}", found);
            }
        }
        catch (LinuxNetException e)
        {
            _log.Error("What an earlier agent may have left could not be swept: {0}", e.Message);
        }
    }

    private async Task ReserveAsync(HostCommand.ReserveBandwidth order)
    {
        var id = order.Header.MigrationId;
        var before = _leases.GetValueOrDefault(id);
        _leases[id] = new Lease(order, _time.GetUtcNow() + order.Lifetime);
        if (before is not null && IsRenewal(before.Order, order))
        {
            Sender.Tell(new HostReply.BandwidthReserved(id, _host));
            return;
        }

        try
        {
            await ApplyAsync();
            _log.Info("{0}: {1} reserved as {2}, port {3}.", id, order.Rate, order.Side, order.Port);
            Sender.Tell(new HostReply.BandwidthReserved(id, _host));
        }
        catch (Exception e) when (e is LinuxNetException or ArgumentException or FormatException)
        {
            Restore(id, before);
            Sender.Tell(new HostReply.CommandFailed(id, _host, nameof(HostCommand.ReserveBandwidth), e.Message));
        }
    }

    private async Task ReleaseAsync(HostCommand.ReleaseBandwidth order)
    {
        var id = order.Header.MigrationId;
        if (!_leases.Remove(id, out var lease))
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
            _leases[id] = lease;
            Sender.Tell(new HostReply.CommandFailed(id, _host, nameof(HostCommand.ReleaseBandwidth), e.Message));
        }
    }

    private async Task ExpireAsync()
    {
        var now = _time.GetUtcNow();
        var expired = _leases.Values.Where(l => l.ExpiresAt <= now).ToList();
        if (expired.Count == 0)
        {
            return;
        }

        expired.ForEach(l => _leases.Remove(l.Id));
        try
        {
            await ApplyAsync();
            _log.Warning("Nobody renewed, so taken down: {0}", string.Join(", ", expired.Select(l => l.Id)));
        }
        catch (LinuxNetException e)
        {
            expired.ForEach(l => _leases[l.Id] = l);
            _log.Error("Expired reservations could not be taken down; tried again in {0} s: {1}", ExpiryCheck.TotalSeconds, e.Message);
        }
    }

    private Task ApplyAsync() => _link.ApplyAsync(LinkTrees.For(_leases.Values, _capacity), CancellationToken.None);

    private void Restore(string id, Lease? before)
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

    private static bool IsRenewal(HostCommand.ReserveBandwidth before, HostCommand.ReserveBandwidth now) =>
        before with { Header = now.Header, Lifetime = now.Lifetime } == now;

    private sealed record SweepNow
    {
        public static SweepNow Instance { get; } = new();
    }

    private sealed record ExpiryTick
    {
        public static ExpiryTick Instance { get; } = new();
    }
}
