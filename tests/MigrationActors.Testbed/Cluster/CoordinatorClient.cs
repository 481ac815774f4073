using System.Net.Http.Json;
using System.Text;
using MigrationActors.Core.Reservation;
using MigrationActors.Core.Techniques;
using MigrationActors.Protocol.Api;
using MigrationActors.Protocol.Serialization;
using MigrationActors.Testbed.Namespaces;

namespace MigrationActors.Testbed.Cluster;

/// <summary>The coordinator's HTTP API, called at one of its candidates: at the next one where a candidate is gone.</summary>
public sealed class CoordinatorClient : IDisposable
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(100);
    private readonly IReadOnlyList<HttpClient> _candidates;

    /// <summary>Which candidate is asked.</summary>
    private int _current;

    /// <param name="candidates">In the order in which they are tried; at least one.</param>
    public CoordinatorClient(IReadOnlyList<CandidateAddress> candidates) => _candidates = [.. candidates.Select(CandidateHttp.To)];

    /// <summary>How long those calls wait that may have no answer: what is asked just before a coordinator dies is lost.</summary>
    public TimeSpan Patience { get; set; } = CandidateHttp.Timeout;

    /// <summary>The hosts, or null while nobody answers.</summary>
    public Task<HostList?> TryHostsAsync(CancellationToken cancellation = default) => TryGetAsync<HostList>(ApiRoutes.Hosts, cancellation);

    /// <summary>All migrations, newest first; null while nobody answers.</summary>
    public Task<MigrationList?> TryMigrationsAsync(CancellationToken cancellation = default) =>
        TryGetAsync<MigrationList>(ApiRoutes.Migrations, cancellation);

    /// <summary>A migration, or null while nobody answers.</summary>
    public Task<MigrationView?> TryMigrationAsync(string id, CancellationToken cancellation = default) =>
        TryGetAsync<MigrationView>(ApiRoutes.Migration.Replace("{id}", id, StringComparison.Ordinal), cancellation);

    /// <exception cref="TestbedException">The coordinator refused; with its sentence.</exception>
    public Task<VmStartedView> StartVmAsync(string host, string definition, CancellationToken cancellation = default) =>
        PostAsync<VmStartedView>(ApiRoutes.HostVms.Replace("{host}", host, StringComparison.Ordinal), definition, cancellation);

    /// <exception cref="TestbedException">The coordinator refused; with its sentence.</exception>
    public Task<MigrationView> MigrateAsync(
        string vm, string destination, Urgency urgency, Technique? technique = null, CancellationToken cancellation = default)
    {
        var body = new MigrateBody(vm, destination, WireJson.Name(urgency), technique?.Keyword());
        return PostAsync<MigrationView>(ApiRoutes.Migrations, System.Text.Json.JsonSerializer.Serialize(body, WireJson.Options), cancellation);
    }

    /// <exception cref="TestbedException">The coordinator refused; with its sentence.</exception>
    public Task<GangView> MigrateGangAsync(GangBody gang, CancellationToken cancellation = default) =>
        PostAsync<GangView>(ApiRoutes.Gangs, System.Text.Json.JsonSerializer.Serialize(gang, WireJson.Options), cancellation);

    /// <summary>What the same request would do; nothing is touched.</summary>
    /// <exception cref="TestbedException">The coordinator refused; with its sentence.</exception>
    public Task<PlanView> PlanGangAsync(GangBody gang, CancellationToken cancellation = default) =>
        PostAsync<PlanView>(ApiRoutes.PlanGang, System.Text.Json.JsonSerializer.Serialize(gang, WireJson.Options), cancellation);

    /// <exception cref="TestbedException">The coordinator refused; with its sentence.</exception>
    public Task<GangView> DrainAsync(string host, DrainBody drain, CancellationToken cancellation = default) => PostAsync<GangView>(
        ApiRoutes.DrainHost.Replace("{host}", host, StringComparison.Ordinal), System.Text.Json.JsonSerializer.Serialize(drain, WireJson.Options), cancellation);

    /// <summary>What draining a host would do; nothing is touched.</summary>
    /// <exception cref="TestbedException">The coordinator refused; with its sentence.</exception>
    public Task<PlanView> PlanDrainAsync(string host, DrainBody drain, CancellationToken cancellation = default) =>
        PostAsync<PlanView>(ApiRoutes.PlanDrain, System.Text.Json.JsonSerializer.Serialize(drain with { Host = host }, WireJson.Options), cancellation);

    /// <summary>A gang, or null while nobody answers.</summary>
    public Task<GangView?> TryGangAsync(string id, CancellationToken cancellation = default) =>
        TryGetAsync<GangView>(ApiRoutes.Gang.Replace("{id}", id, StringComparison.Ordinal), cancellation);

    /// <summary>Follows a gang until <paramref name="condition"/> holds, also past a change of coordinators.</summary>
    /// <exception cref="TestbedException">It does not in that time.</exception>
    public async Task<GangView> FollowGangAsync(string id, Func<GangView, bool> condition, TimeSpan timeout, CancellationToken cancellation = default)
    {
        GangView? view = null;
        await Until.TrueAsync(
            async token =>
            {
                await Task.Delay(PollInterval, token).ConfigureAwait(false);
                view = await TryGangAsync(id, token).ConfigureAwait(false) ?? view;
                return view is not null && condition(view);
            },
            timeout,
            () => $"Gang {id} is {view?.Outcome} after {timeout.TotalSeconds} s: {string.Join(" | ", view?.Members.Select(m => $"{m.Vm} {m.Phase} {m.Waits} {m.Failure}") ?? [])}",
            cancellation).ConfigureAwait(false);
        return view!;
    }

    public Task<MigrationView> CancelAsync(string id, CancellationToken cancellation = default) =>
        PostAsync<MigrationView>(ApiRoutes.CancelMigration.Replace("{id}", id, StringComparison.Ordinal), "", cancellation);

    /// <summary>All migrations, newest first.</summary>
    public Task<MigrationList> MigrationsAsync(CancellationToken cancellation = default) => GetAsync<MigrationList>(ApiRoutes.Migrations, cancellation);

    public Task<MigrationView> MigrationAsync(string id, CancellationToken cancellation = default) =>
        GetAsync<MigrationView>(ApiRoutes.Migration.Replace("{id}", id, StringComparison.Ordinal), cancellation);

    /// <summary>Follows a migration until <paramref name="condition"/> holds.</summary>
    /// <exception cref="TestbedException">It does not in that time.</exception>
    public async Task<MigrationView> FollowAsync(
        string id, Func<MigrationView, bool> condition, TimeSpan timeout, CancellationToken cancellation = default)
    {
        MigrationView? view = null;
        await Until.TrueAsync(
            async token =>
            {
                await Task.Delay(PollInterval, token).ConfigureAwait(false);
                view = await MigrationAsync(id, token).ConfigureAwait(false);
                return condition(view);
            },
            timeout,
            () => $"Migration {id} is {view?.Phase} after {timeout.TotalSeconds} s: {string.Join(" | ", view?.History.Select(h => $"{h.Phase} {h.Note}") ?? [])}",
            cancellation).ConfigureAwait(false);
        return view!;
    }

    /// <summary>Follows a migration to its end, whatever that is.</summary>
    public Task<MigrationView> WaitForEndAsync(string id, TimeSpan timeout, CancellationToken cancellation = default) =>
        FollowAsync(id, v => v.Terminal, timeout, cancellation);

    public void Dispose()
    {
        foreach (var candidate in _candidates)
        {
            candidate.Dispose();
        }
    }

    /// <summary>An answer, or null: no candidate is there, it was cut off, it came too late, or it says that there is no coordinator now.</summary>
    private async Task<T?> TryGetAsync<T>(string path, CancellationToken cancellation)
        where T : class
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        try
        {
            using var answer = await SendAsync(http => http.GetAsync(new Uri(path, UriKind.Relative), patience.Token)).ConfigureAwait(false);
            if (answer.IsSuccessStatusCode)
            {
                return await ReadAsync<T>(answer, patience.Token).ConfigureAwait(false);
            }
        }
        catch (HttpRequestException)
        {
            // Cut off in the middle of it.
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // Too late.
        }

        // This candidate may be out of the cluster while the others are not.
        Next();
        return null;
    }

    private async Task<T> GetAsync<T>(string path, CancellationToken cancellation)
    {
        using var answer = await SendAsync(http => http.GetAsync(new Uri(path, UriKind.Relative), cancellation)).ConfigureAwait(false);
        return await ReadAsync<T>(answer, cancellation).ConfigureAwait(false);
    }

    private async Task<T> PostAsync<T>(string path, string body, CancellationToken cancellation)
    {
        using var answer = await SendAsync(async http =>
        {
            using var content = new StringContent(body, Encoding.UTF8, "application/json");
            return await http.PostAsync(new Uri(path, UriKind.Relative), content, cancellation).ConfigureAwait(false);
        }).ConfigureAwait(false);
        return await ReadAsync<T>(answer, cancellation).ConfigureAwait(false);
    }

    /// <summary>Asks the next candidate where nobody listens at this one. Then nothing was sent, so that this is safe with any request.</summary>
    private async Task<HttpResponseMessage> SendAsync(Func<HttpClient, Task<HttpResponseMessage>> send)
    {
        for (var tried = 1; ; tried++)
        {
            try
            {
                return await send(_candidates[_current]).ConfigureAwait(false);
            }
            catch (HttpRequestException e) when (e.HttpRequestError == HttpRequestError.ConnectionError && tried < _candidates.Count)
            {
                Next();
            }
        }
    }

    private void Next() => _current = (_current + 1) % _candidates.Count;

    private static async Task<T> ReadAsync<T>(HttpResponseMessage answer, CancellationToken cancellation)
    {
        if (!answer.IsSuccessStatusCode)
        {
            var text = await answer.Content.ReadAsStringAsync(cancellation).ConfigureAwait(false);
            throw new TestbedException($"The coordinator answered {(int)answer.StatusCode}: {text}");
        }

        return await answer.Content.ReadFromJsonAsync<T>(WireJson.Options, cancellation).ConfigureAwait(false)
            ?? throw new TestbedException("The coordinator's answer was empty.");
    }
}
