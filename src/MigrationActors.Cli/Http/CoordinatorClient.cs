using System.Text.Json;
using MigrationActors.Protocol.Api;
using MigrationActors.Protocol.Serialization;

namespace MigrationActors.Cli.Http;

/// <summary>
/// The coordinator's HTTP API, typed. Every method throws <see cref="CoordinatorException"/> where the answer is not the one wanted,
/// and <see cref="OperationCanceledException"/> only when the caller cancels. Names must have been checked. Where one coordinator is gone
/// the next is asked, and kept to; one that may have taken a request only where taking it twice does no harm.
/// </summary>
internal sealed class CoordinatorClient : IDisposable
{
    private const int LargestAnswerBytes = 64 * 1024 * 1024;

    private readonly IReadOnlyList<Uri> _addresses;
    private readonly TimeSpan _timeout;
    private readonly TimeProvider _time;
    private readonly HttpClient _http;
    private int _current;

    /// <param name="addresses">At least one.</param>
    /// <param name="timeout">For one request, from connecting to the last byte.</param>
    public CoordinatorClient(IReadOnlyList<Uri> addresses, TimeSpan timeout, TimeProvider time)
    {
        _addresses = addresses;
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
        SendAsync<HostList>(new ApiCall(HttpMethod.Get, ApiRoutes.Hosts), cancellation);

    public Task<Answer<MigrationList>> MigrationsAsync(CancellationToken cancellation) =>
        SendAsync<MigrationList>(new ApiCall(HttpMethod.Get, ApiRoutes.Migrations), cancellation);

    public Task<Answer<MigrationView>> MigrationAsync(string id, CancellationToken cancellation) =>
        SendAsync<MigrationView>(new ApiCall(HttpMethod.Get, Fill(ApiRoutes.Migration, "{id}", id)), cancellation);

    public Task<Answer<GangList>> GangsAsync(CancellationToken cancellation) => SendAsync<GangList>(new ApiCall(HttpMethod.Get, ApiRoutes.Gangs), cancellation);

    public Task<Answer<GangView>> GangAsync(string id, CancellationToken cancellation) =>
        SendAsync<GangView>(new ApiCall(HttpMethod.Get, Fill(ApiRoutes.Gang, "{id}", id)), cancellation);

    /// <param name="key">An <see cref="IdempotencyKey"/>: with the same one it can be asked again.</param>
    public Task<Answer<MigrationView>> MigrateAsync(MigrateBody body, string key, CancellationToken cancellation) =>
        SendAsync<MigrationView>(Post(ApiRoutes.Migrations, body) with { Key = key }, cancellation);

    /// <inheritdoc cref="MigrateAsync"/>
    public Task<Answer<GangView>> GangAsync(GangBody body, string key, CancellationToken cancellation) =>
        SendAsync<GangView>(Post(ApiRoutes.Gangs, body) with { Key = key }, cancellation);

    /// <inheritdoc cref="MigrateAsync"/>
    public Task<Answer<GangView>> DrainAsync(string host, DrainBody body, string key, CancellationToken cancellation) =>
        SendAsync<GangView>(Post(Fill(ApiRoutes.DrainHost, "{host}", host), body) with { Key = key }, cancellation);

    public Task<Answer<PlanView>> PlanMigrationAsync(MigrateBody body, CancellationToken cancellation) => PlanAsync(ApiRoutes.PlanMigration, body, cancellation);

    public Task<Answer<PlanView>> PlanGangAsync(GangBody body, CancellationToken cancellation) => PlanAsync(ApiRoutes.PlanGang, body, cancellation);

    public Task<Answer<PlanView>> PlanDrainAsync(DrainBody body, CancellationToken cancellation) => PlanAsync(ApiRoutes.PlanDrain, body, cancellation);

    public Task<Answer<MigrationView>> CancelAsync(string id, CancellationToken cancellation) =>
        SendAsync<MigrationView>(new ApiCall(HttpMethod.Post, Fill(ApiRoutes.CancelMigration, "{id}", id)), cancellation);

    /// <param name="vms">The members to give up; none for all.</param>
    public Task<Answer<GangView>> CancelGangAsync(string id, IReadOnlyList<string> vms, CancellationToken cancellation)
    {
        var route = Fill(ApiRoutes.CancelGang, "{id}", id);
        return SendAsync<GangView>(vms.Count == 0 ? new ApiCall(HttpMethod.Post, route) : Post(route, new CancelGangBody(vms)), cancellation);
    }

    /// <param name="definition">The VM's definition, JSON.</param>
    public Task<Answer<VmStartedView>> StartAsync(string host, ReadOnlyMemory<byte> definition, CancellationToken cancellation) =>
        SendAsync<VmStartedView>(new ApiCall(HttpMethod.Post, Fill(ApiRoutes.HostVms, "{host}", host)) { Body = definition }, cancellation);

    public void Dispose() => _http.Dispose();

    private Task<Answer<PlanView>> PlanAsync<TBody>(string route, TBody body, CancellationToken cancellation) =>
        SendAsync<PlanView>(Post(route, body) with { ChangesNothing = true }, cancellation);

    private static ApiCall Post<TBody>(string route, TBody body) =>
        new(HttpMethod.Post, route) { Body = JsonSerializer.SerializeToUtf8Bytes(body, WireJson.Options) };

    private async Task<Answer<T>> SendAsync<T>(ApiCall call, CancellationToken cancellation)
        where T : class
    {
        CoordinatorException? refused = null;
        for (var tried = 0; tried < _addresses.Count; tried++)
        {
            try
            {
                return await SendAsync<T>(call, _addresses[_current], cancellation).ConfigureAwait(false);
            }
            catch (CoordinatorException e) when (e.Failure == CoordinatorFailure.Unreachable || (e.MayPass && call.MayBeRepeated))
            {
                // What a coordinator says about itself tells more than that another one is not there.
                refused = refused is { Failure: CoordinatorFailure.Unavailable } ? refused : e;
                _current = (_current + 1) % _addresses.Count;
            }
        }

        throw _addresses.Count == 1 ? refused! : new CoordinatorException(
            refused!.Failure, $"None of the {_addresses.Count} coordinators took the request. {refused.Message}", refused);
    }

    private async Task<Answer<T>> SendAsync<T>(ApiCall call, Uri address, CancellationToken cancellation)
        where T : class
    {
        using var request = call.ToRequest(address);
        using var timeout = new CancellationTokenSource(_timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellation);
        try
        {
            using var response = await _http.SendAsync(request, either.Token).ConfigureAwait(false);
            var answer = await response.Content.ReadAsByteArrayAsync(either.Token).ConfigureAwait(false);
            return AnswerReader.Read<T>(response.StatusCode, answer, address);
        }
        catch (OperationCanceledException e) when (!cancellation.IsCancellationRequested)
        {
            throw ConnectionFault.TimedOut(address, _timeout, call.MayBeRepeated, e);
        }
        catch (HttpRequestException e)
        {
            throw ConnectionFault.Of(e, address, call.MayBeRepeated);
        }
    }

    private static string Fill(string route, string placeholder, string value) =>
        route.Replace(placeholder, Uri.EscapeDataString(value), StringComparison.Ordinal);
}
