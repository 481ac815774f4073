using System.Text.Json;
using Akka.Actor;
using Akka.Hosting;
using MigrationActors.Actors.Api;
using MigrationActors.Core.Reservation;
using MigrationActors.Core.Techniques;
using MigrationActors.Protocol.Api;
using MigrationActors.Protocol.Serialization;

namespace MigrationActors.Node.Http;

/// <summary>The HTTP API: each call becomes one message to the coordinator's API actor.</summary>
public static class ApiEndpoints
{
    private const int LargestBody = 1024 * 1024;
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(8);

    public static void MapApi(this IEndpointRouteBuilder app)
    {
        app.MapGet(ApiRoutes.Hosts, (IRequiredActor<CoordinatorApi> api) => Ask(api, new ApiRequest.ListHosts()));
        app.MapGet(ApiRoutes.Migrations, (IRequiredActor<CoordinatorApi> api) => Ask(api, new ApiRequest.ListMigrations()));
        app.MapGet(ApiRoutes.Migration, (string id, IRequiredActor<CoordinatorApi> api) => Ask(api, new ApiRequest.GetMigration(id)));
        app.MapPost(ApiRoutes.CancelMigration, (string id, IRequiredActor<CoordinatorApi> api) => Ask(api, new ApiRequest.Cancel(id)));
        app.MapPost(ApiRoutes.Migrations, Migrate);
        app.MapPost(ApiRoutes.HostVms, StartVm);
    }

    private static async Task<IResult> Migrate(HttpRequest http, IRequiredActor<CoordinatorApi> api)
    {
        MigrateBody? body;
        try
        {
            body = await JsonSerializer.DeserializeAsync<MigrateBody>(http.Body, WireJson.Strict, http.HttpContext.RequestAborted);
        }
        catch (JsonException e)
        {
            return Refused(new Refusal(RefusalKind.Invalid, $"The body is not a migration request: {e.Message}"));
        }

        if (string.IsNullOrEmpty(body?.Vm) || string.IsNullOrEmpty(body.Destination))
        {
            return Refused(new Refusal(RefusalKind.Invalid, "A migration request needs 'vm' and 'destination'."));
        }

        if (!Enum.TryParse<Urgency>(body.Urgency ?? nameof(Urgency.Medium), ignoreCase: true, out var urgency) || !Enum.IsDefined(urgency))
        {
            return Refused(new Refusal(RefusalKind.Invalid, $"The urgency '{body.Urgency}' is not high, medium or low."));
        }

        var technique = TechniqueNames.FromKeyword(body.Technique);
        if (technique is null && body.Technique is not (null or "auto"))
        {
            return Refused(new Refusal(RefusalKind.Invalid, $"The technique '{body.Technique}' is not auto, precopy, postcopy or hybrid."));
        }

        var keys = http.Headers[IdempotencyKey.Header];
        if (keys.Count > 1 || (keys is [var key] && !IdempotencyKey.IsValid(key ?? "")))
        {
            return Refused(new Refusal(RefusalKind.Invalid, $"The header {IdempotencyKey.Header} cannot be used: {IdempotencyKey.Rule}, given once."));
        }

        return await Ask(api, new ApiRequest.Migrate(body.Vm, body.Destination, urgency, technique, keys.SingleOrDefault()));
    }

    private static async Task<IResult> StartVm(string host, HttpRequest http, IRequiredActor<CoordinatorApi> api)
    {
        if (http.ContentLength is null or > LargestBody)
        {
            return Refused(new Refusal(RefusalKind.Invalid, "The VM definition needs a Content-Length of at most 1 MiB."));
        }

        using var reader = new StreamReader(http.Body);
        return await Ask(api, new ApiRequest.Start(host, await reader.ReadToEndAsync(http.HttpContext.RequestAborted)));
    }

    private static async Task<IResult> Ask(IRequiredActor<CoordinatorApi> api, ApiRequest request)
    {
        object answer;
        try
        {
            var actor = await api.GetAsync();
            answer = await actor.Ask<object>(request, AnswerWithin);
        }
        catch (AskTimeoutException)
        {
            return Refused(new Refusal(
                RefusalKind.Unavailable,
                "No coordinator answered: one may just be taking over, or its database does not answer. Try again; see migrationd's log on the coordinator nodes."));
        }

        return answer is Refusal refusal ? Refused(refusal) : Results.Json(answer, WireJson.Options);
    }

    private static IResult Refused(Refusal refusal) => Results.Json(refusal, WireJson.Options, statusCode: refusal.Kind switch
    {
        RefusalKind.Invalid => StatusCodes.Status400BadRequest,
        RefusalKind.NotFound => StatusCodes.Status404NotFound,
        RefusalKind.Conflict => StatusCodes.Status409Conflict,
        _ => StatusCodes.Status503ServiceUnavailable,
    });
}
