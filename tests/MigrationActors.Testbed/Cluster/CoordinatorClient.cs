using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using MigrationActors.Core.Reservation;
using MigrationActors.Core.Techniques;
using MigrationActors.Protocol.Api;
using MigrationActors.Protocol.Serialization;
using MigrationActors.Testbed.Namespaces;
using MigrationActors.Testbed.Network;

namespace MigrationActors.Testbed.Cluster;

/// <summary>The coordinator's HTTP API, called from one of the testbed's hosts.</summary>
public sealed class CoordinatorClient : IDisposable
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(100);
    private readonly HttpClient _http;

    /// <param name="host">Where the coordinator is; the calls come from there too.</param>
    public CoordinatorClient(TestbedHost host)
    {
        _http = new HttpClient(new SocketsHttpHandler
        {
            ConnectCallback = async (context, cancellation) =>
            {
                var socket = NamespaceThread.InNetwork(host.Namespace, () => new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp));
                try
                {
                    await socket.ConnectAsync(new IPEndPoint(host.Address, context.DnsEndPoint.Port), cancellation).ConfigureAwait(false);
                    return new NetworkStream(socket, ownsSocket: true);
                }
                catch
                {
                    socket.Dispose();
                    throw;
                }
            },
        })
        {
            BaseAddress = new Uri($"http://{host.Address}:{ApiRoutes.DefaultPort}"),
            Timeout = TimeSpan.FromSeconds(15),
        };
    }

    /// <summary>The hosts, or null while nobody answers.</summary>
    public async Task<HostList?> TryHostsAsync(CancellationToken cancellation = default)
    {
        try
        {
            using var answer = await _http.GetAsync(new Uri(ApiRoutes.Hosts, UriKind.Relative), cancellation).ConfigureAwait(false);
            return answer.IsSuccessStatusCode ? await ReadAsync<HostList>(answer, cancellation).ConfigureAwait(false) : null;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

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

    public Task<MigrationView> CancelAsync(string id, CancellationToken cancellation = default) =>
        PostAsync<MigrationView>(ApiRoutes.CancelMigration.Replace("{id}", id, StringComparison.Ordinal), "", cancellation);

    /// <summary>All migrations, newest first.</summary>
    public async Task<MigrationList> MigrationsAsync(CancellationToken cancellation = default)
    {
        using var answer = await _http.GetAsync(new Uri(ApiRoutes.Migrations, UriKind.Relative), cancellation).ConfigureAwait(false);
        return await ReadAsync<MigrationList>(answer, cancellation).ConfigureAwait(false);
    }

    public async Task<MigrationView> MigrationAsync(string id, CancellationToken cancellation = default)
    {
        using var answer = await _http.GetAsync(
            new Uri(ApiRoutes.Migration.Replace("{id}", id, StringComparison.Ordinal), UriKind.Relative), cancellation).ConfigureAwait(false);
        return await ReadAsync<MigrationView>(answer, cancellation).ConfigureAwait(false);
    }

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

    public void Dispose() => _http.Dispose();

    private async Task<T> PostAsync<T>(string path, string body, CancellationToken cancellation)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await _http.PostAsync(new Uri(path, UriKind.Relative), content, cancellation).ConfigureAwait(false);
        return await ReadAsync<T>(answer, cancellation).ConfigureAwait(false);
    }

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
