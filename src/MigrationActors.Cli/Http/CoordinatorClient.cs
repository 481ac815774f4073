using System.Net.Http.Headers;
using System.Text.Json;
using MigrationActors.Protocol.Api;
using MigrationActors.Protocol.Serialization;

namespace MigrationActors.Cli.Http;

/// <summary>
/// The coordinator's HTTP API, typed. Every method throws <see cref="CoordinatorException"/> where the answer is not the one wanted,
/// and <see cref="OperationCanceledException"/> only when the caller cancels. Names must have been checked.
/// </summary>
internal sealed class CoordinatorClient : IDisposable
{
    private const int LargestAnswerBytes = 64 * 1024 * 1024;

    private readonly Uri _address;
    private readonly TimeSpan _timeout;
    private readonly TimeProvider _time;
    private readonly HttpClient _http;

    /// <param name="timeout">For one request, from connecting to the last byte.</param>
    public CoordinatorClient(Uri address, TimeSpan timeout, TimeProvider time)
    {
        _address = address;
        _timeout = timeout;
        _time = time;

        // A coordinator is on the operator's own network: a web proxy from the environment would only be in the way.
        _http = new HttpClient(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, UseCookies = false })
        {
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = LargestAnswerBytes,
        };
    }

    public Task<Answer<HostList>> HostsAsync(CancellationToken cancellation) =>
        SendAsync<HostList>(HttpMethod.Get, ApiRoutes.Hosts, null, cancellation);

    public Task<Answer<MigrationList>> MigrationsAsync(CancellationToken cancellation) =>
        SendAsync<MigrationList>(HttpMethod.Get, ApiRoutes.Migrations, null, cancellation);

    public Task<Answer<MigrationView>> MigrationAsync(string id, CancellationToken cancellation) =>
        SendAsync<MigrationView>(HttpMethod.Get, Fill(ApiRoutes.Migration, "{id}", id), null, cancellation);

    public Task<Answer<MigrationView>> MigrateAsync(MigrateBody body, CancellationToken cancellation) =>
        SendAsync<MigrationView>(HttpMethod.Post, ApiRoutes.Migrations, JsonSerializer.SerializeToUtf8Bytes(body, WireJson.Options), cancellation);

    public Task<Answer<MigrationView>> CancelAsync(string id, CancellationToken cancellation) =>
        SendAsync<MigrationView>(HttpMethod.Post, Fill(ApiRoutes.CancelMigration, "{id}", id), null, cancellation);

    /// <param name="definition">The VM's definition, JSON.</param>
    public Task<Answer<VmStartedView>> StartAsync(string host, ReadOnlyMemory<byte> definition, CancellationToken cancellation) =>
        SendAsync<VmStartedView>(HttpMethod.Post, Fill(ApiRoutes.HostVms, "{host}", host), definition, cancellation);

    public void Dispose() => _http.Dispose();

    private async Task<Answer<T>> SendAsync<T>(HttpMethod method, string route, ReadOnlyMemory<byte>? body, CancellationToken cancellation)
        where T : class
    {
        using var request = new HttpRequestMessage(method, UrlOf(route));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        if (body is { } json)
        {
            request.Content = new ReadOnlyMemoryContent(json);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        using var timeout = new CancellationTokenSource(_timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellation);
        try
        {
            using var response = await _http.SendAsync(request, either.Token).ConfigureAwait(false);
            var answer = await response.Content.ReadAsByteArrayAsync(either.Token).ConfigureAwait(false);
            return AnswerReader.Read<T>(response.StatusCode, answer, _address);
        }
        catch (OperationCanceledException e) when (!cancellation.IsCancellationRequested)
        {
            throw ConnectionFault.TimedOut(_address, _timeout, method, e);
        }
        catch (HttpRequestException e)
        {
            throw ConnectionFault.Of(e, _address, method);
        }
    }

    private Uri UrlOf(string route) => new(_address.GetLeftPart(UriPartial.Path).TrimEnd('/') + route);

    private static string Fill(string route, string placeholder, string value) =>
        route.Replace(placeholder, Uri.EscapeDataString(value), StringComparison.Ordinal);
}
