using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text;
using Akka.Actor;
using Akka.Hosting;
using MigrationActors.Actors.Api;
using MigrationActors.Node.Http;
using MigrationActors.Protocol.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MigrationActors.Node.Tests.Http;

/// <summary>The HTTP API on a free port of 127.0.0.1, before an actor that keeps what it is asked and answers with a refusal.</summary>
internal sealed class ApiServer : IAsyncDisposable
{
    public static readonly Refusal Answer = new(RefusalKind.Conflict, "Taken by the coordinator.");

    private readonly ActorSystem _system = ActorSystem.Create("api-test", "akka.loglevel = OFF");
    private readonly HttpClient _client = new();
    private readonly WebApplication _app;

    private ApiServer()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var actor = _system.ActorOf(Props.Create(() => new Coordinator(Requests)));
        builder.Services.AddSingleton<IRequiredActor<CoordinatorApi>>(new KnownActor(actor));
        _app = builder.Build();
        _app.MapApi();
    }

    public ConcurrentQueue<ApiRequest> Requests { get; } = new();

    public static async Task<ApiServer> StartAsync()
    {
        var server = new ApiServer();
        await server._app.StartAsync();
        return server;
    }

    /// <returns>The status, and the body as text.</returns>
    public async Task<(int Status, string Text)> PostAsync(string path, string? body = null, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, _app.Urls.Single() + path);
        if (key is not null)
        {
            request.Headers.Add(IdempotencyKey.Header, key);
        }

        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        }

        using var response = await _client.SendAsync(request);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    public async Task<int> GetAsync(string path) => (int)(await _client.GetAsync(new Uri(_app.Urls.Single() + path))).StatusCode;

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
        await _system.Terminate();
    }

    private sealed class Coordinator : ReceiveActor
    {
        public Coordinator(ConcurrentQueue<ApiRequest> requests) => Receive<ApiRequest>(request =>
        {
            requests.Enqueue(request);
            Sender.Tell(Answer);
        });
    }

    private sealed class KnownActor(IActorRef actor) : IRequiredActor<CoordinatorApi>
    {
        public IActorRef ActorRef => actor;

        public Task<IActorRef> GetAsync(CancellationToken cancellationToken = default) => Task.FromResult(actor);
    }
}
