using System.Globalization;
using MigrationActors.Core;
using MigrationActors.Core.Reservation;
using MigrationActors.Core.Techniques;
using MigrationActors.Processes;
using MigrationActors.Protocol.Api;
using MigrationActors.Qemu.Launch;
using MigrationActors.Qemu.Vms;
using MigrationActors.Testbed.Cluster;
using MigrationActors.Testbed.Guests;
using MigrationActors.Testbed.Lifecycle;
using MigrationActors.Testbed.Namespaces;

namespace MigrationActors.Bench.DecisionPath;

/// <summary>Moves a guest through the coordinator's API, and finds out when each step was done.</summary>
public sealed class OurMover(TestbedNetwork testbed, TestbedCluster cluster, Guest guest, TimeProvider time)
{
    // Of the link: TCP's headers and the coordinator's own traffic take the rest.
    private const double Saturated = 0.8;

    /// <summary>As the API names a host's class of traffic.</summary>
    private const string Idle = "idle";

    private static readonly TimeSpan ReadyTimeout = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan MigrationTimeout = TimeSpan.FromMinutes(2);

    private readonly List<string> _techniques = [];

    /// <summary>The technique of each move since the last time.</summary>
    public IReadOnlyList<string> TakeTechniques()
    {
        IReadOnlyList<string> taken = [.. _techniques];
        _techniques.Clear();
        return taken;
    }

    /// <summary>
    /// Returns when the coordinator knows the guest at this host alone, and sees the traffic that is meant to be: the window
    /// still holds what the move before carried.
    /// </summary>
    public Task WaitUntilSeenAsync(string host, bool saturated, CancellationToken cancellation)
    {
        HostList? hosts = null;
        return Until.TrueAsync(
            async token =>
            {
                hosts = await cluster.Coordinator.TryHostsAsync(token);
                return hosts is not null && IsAt(hosts, host) && IsMeant(hosts, host, saturated);
            },
            ReadyTimeout,
            () => $"The coordinator does not see '{guest.Name}' at '{host}' with a {(saturated ? "saturated" : "quiet")} link; it sees {Describe(hosts)}.",
            cancellation);
    }

    public async Task<PathTimes> MoveAsync(string from, string to, Technique? technique, CancellationToken cancellation)
    {
        await using var watch = await MigrateWatch.StartAsync(PathsAt(from), time, cancellation);
        var wantedAt = time.GetUtcNow();
        var taken = await cluster.Coordinator.MigrateAsync(guest.Name, to, Urgency.High, technique, cancellation);
        var acceptedAt = watch.AcceptedAtAsync(cancellation);
        var ended = await cluster.Coordinator.WaitForEndAsync(taken.Id, MigrationTimeout, cancellation);
        if (ended.Phase != "completed")
        {
            throw new TestbedException($"Migration {ended.Id} ended as {ended.Phase}: {ended.Failure}");
        }

        _techniques.Add(ended.Technique);
        var destination = PathsAt(to);
        return new PathTimes(
            wantedAt,
            TimeOf(ended, "decided"),
            // The agent writes it between the tap and QEMU's start.
            File.GetLastWriteTimeUtc(destination.Definition),
            // The agent sets its mode as soon as QEMU has detached itself.
            await ChangeTimeAsync(destination.PidFile, cancellation),
            TimeOf(ended, "destinationPrepared"),
            TimeOf(ended, "reserved"),
            await acceptedAt);
    }

    private VmPaths PathsAt(string host) => new VmDirectory(testbed.Host(host).VmFolder).PathsOf(VmName.Parse(guest.Name));

    private bool IsAt(HostList hosts, string host) =>
        hosts.Hosts.SelectMany(h => h.Vms.Where(v => v.Name == guest.Name).Select(v => (h.Name, v.State))).ToList() is [var only]
        && only == (host, "running");

    private bool IsMeant(HostList hosts, string host, bool saturated) => saturated
        ? hosts.Hosts.Single(h => h.Name == host).OutMbps >= testbed.LinkRate.Value * Saturated
        : hosts.Hosts.All(h => h.Traffic == Idle);

    private static DateTimeOffset TimeOf(MigrationView view, string phase) => view.History.First(h => h.Phase == phase).At;

    private static string Describe(HostList? hosts) => hosts is null
        ? "nothing, as it does not answer"
        : string.Join("; ", hosts.Hosts.Select(h =>
            $"{h.Name}: {new Mbps(h.OutMbps)} out, {new Mbps(h.InMbps)} in, {string.Join(", ", h.Vms.Select(v => $"{v.Name} {v.State}"))}"));

    /// <summary>When a file's mode was last changed, which .NET does not tell.</summary>
    private static async Task<DateTimeOffset> ChangeTimeAsync(string file, CancellationToken cancellation)
    {
        var result = await CommandRunner.Instance.RunAsync("stat", ["--format", "%.6Z", file], null, cancellation);
        return result.Succeeded
            ? DateTimeOffset.UnixEpoch + TimeSpan.FromSeconds(double.Parse(result.Output, CultureInfo.InvariantCulture))
            : throw new TestbedException($"When {file} was changed cannot be told: {result.Complaint}");
    }
}
