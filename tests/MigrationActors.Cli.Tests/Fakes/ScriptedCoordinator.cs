using Microsoft.Extensions.DependencyInjection;
using System.Collections.Concurrent;
using System.Text.Json;
using MigrationActors.Protocol.Api;
using MigrationActors.Protocol.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MigrationActors.Cli.Tests.Fakes;

/// <summary>An HTTP server on a free port of 127.0.0.1 that answers as it is told; the last answer to a request is repeated.</summary>
internal sealed class ScriptedCoordinator : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, ConcurrentQueue<Func<HttpContext, Task>>> _script = new();

    private ScriptedCoordinator()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = TimeSpan.FromSeconds(1));
        _app = builder.Build();
        _app.Run(AnswerAsync);
    }

    public string Url => _app.Urls.Single();

    /// <summary>What came in: <c>METHOD path body</c>.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    /// <summary>The idempotency keys that came in, in order.</summary>
    public ConcurrentQueue<string> Keys { get; } = new();

    public static async Task<ScriptedCoordinator> StartAsync()
    {
        var coordinator = new ScriptedCoordinator();
        await coordinator._app.StartAsync();
        return coordinator;
    }

    public ScriptedCoordinator On(string request, object view, int status = 200) =>
        OnText(request, JsonSerializer.Serialize(view, view.GetType(), WireJson.Options), status);

    public ScriptedCoordinator OnRefusal(string request, RefusalKind kind, string message, int status) =>
        On(request, new Refusal(kind, message), status);

    public ScriptedCoordinator OnText(string request, string body, int status = 200) => OnRun(request, context =>
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(body);
    });

    /// <summary>Hangs up without an answer.</summary>
    public ScriptedCoordinator OnHangUp(string request) => OnRun(request, context =>
    {
        context.Abort();
        return Task.CompletedTask;
    });

    /// <summary>Never answers.</summary>
    public ScriptedCoordinator OnSilence(string request) => OnRun(request, context => Task.Delay(Timeout.Infinite, context.RequestAborted)
        .ContinueWith(_ => { }, TaskScheduler.Default));

    public ScriptedCoordinator OnRun(string request, Func<HttpContext, Task> answer)
    {
        _script.GetOrAdd(request, _ => new()).Enqueue(answer);
        return this;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var request = $"{context.Request.Method} {context.Request.Path}";
        using var reader = new StreamReader(context.Request.Body);
        if (context.Request.Headers[IdempotencyKey.Header] is [{ } key])
        {
            Keys.Enqueue(key);
        }

        Requests.Enqueue($"{request} {await reader.ReadToEndAsync()}".TrimEnd());
        if (!_script.TryGetValue(request, out var answers))
        {
            context.Response.StatusCode = 404;
            return;
        }

        if (answers.Count < 2 || !answers.TryDequeue(out var answer))
        {
            answers.TryPeek(out answer);
        }

        await answer!(context);
    }
}
