using Akka.Hosting;
using MigrationActors.Actors.Api;
using MigrationActors.Protocol.Api;

namespace MigrationActors.Node.Http;

/// <summary>The HTTP API: each call becomes one message to the coordinator's API actor.</summary>
public static class ApiEndpoints
{
    public static void MapApi(this IEndpointRouteBuilder app)
    {
        var routes = app.MapGroup("").AddEndpointFilter(RefuseInvalidAsync);
        MapHosts(routes);
        MapMigrations(routes);
        MapGangs(routes);
        MapPlans(routes);
    }

    private static void MapHosts(RouteGroupBuilder routes)
    {
        routes.MapGet(ApiRoutes.Hosts, (IRequiredActor<CoordinatorApi> api) => CoordinatorAnswer.AskAsync(api, new ApiRequest.ListHosts()));
        routes.MapPost(ApiRoutes.HostVms, async (string host, HttpRequest http, IRequiredActor<CoordinatorApi> api) =>
        {
            if (http.ContentLength is null or > RequestBody.LargestBytes)
            {
                throw new InvalidRequestException("The VM definition needs a Content-Length of at most 1 MiB.");
            }

            using var reader = new StreamReader(http.Body);
            return await CoordinatorAnswer.AskAsync(api, new ApiRequest.Start(host, await reader.ReadToEndAsync(http.HttpContext.RequestAborted)));
        });
        routes.MapPost(ApiRoutes.DrainHost, async (string host, HttpRequest http, IRequiredActor<CoordinatorApi> api) =>
        {
            var key = RequestWords.Key(http.Headers);
            var wanted = RequestReader.Drain(await RequestBody.ReadAsync<DrainBody>(http, "a drain"), host);
            return await CoordinatorAnswer.AskAsync(
                api, new ApiRequest.Drain(wanted.Host, wanted.To, wanted.Urgency, wanted.Technique, wanted.Strategy, key));
        });
    }

    private static void MapMigrations(RouteGroupBuilder routes)
    {
        routes.MapGet(ApiRoutes.Migrations, (IRequiredActor<CoordinatorApi> api) => CoordinatorAnswer.AskAsync(api, new ApiRequest.ListMigrations()));
        routes.MapGet(ApiRoutes.Migration, (string id, IRequiredActor<CoordinatorApi> api) => CoordinatorAnswer.AskAsync(api, new ApiRequest.GetMigration(id)));
        routes.MapPost(ApiRoutes.CancelMigration, (string id, IRequiredActor<CoordinatorApi> api) => CoordinatorAnswer.AskAsync(api, new ApiRequest.Cancel(id)));
        routes.MapPost(ApiRoutes.Migrations, async (HttpRequest http, IRequiredActor<CoordinatorApi> api) =>
        {
            var key = RequestWords.Key(http.Headers);
            var wanted = RequestReader.Migration(await RequestBody.ReadAsync<MigrateBody>(http, "a migration request"));
            return await CoordinatorAnswer.AskAsync(
                api, new ApiRequest.Migrate(wanted.Vm, wanted.Destination, wanted.Urgency, wanted.Technique, key, wanted.Deadline));
        });
    }

    private static void MapGangs(RouteGroupBuilder routes)
    {
        routes.MapGet(ApiRoutes.Gangs, (IRequiredActor<CoordinatorApi> api) => CoordinatorAnswer.AskAsync(api, new ApiRequest.ListGangs()));
        routes.MapGet(ApiRoutes.Gang, (string id, IRequiredActor<CoordinatorApi> api) => CoordinatorAnswer.AskAsync(api, new ApiRequest.GetGang(id)));
        routes.MapPost(ApiRoutes.Gangs, async (HttpRequest http, IRequiredActor<CoordinatorApi> api) =>
        {
            var key = RequestWords.Key(http.Headers);
            var wanted = RequestReader.Gang(await RequestBody.ReadAsync<GangBody>(http, "a gang"));
            return await CoordinatorAnswer.AskAsync(api, new ApiRequest.MigrateGang(wanted.Members, wanted.Strategy, key));
        });
        routes.MapPost(ApiRoutes.CancelGang, async (string id, HttpRequest http, IRequiredActor<CoordinatorApi> api) =>
            await CoordinatorAnswer.AskAsync(api, RequestReader.CancelGang(await RequestBody.ReadAsync<CancelGangBody>(http, "a list of members"), id)));
    }

    private static void MapPlans(RouteGroupBuilder routes)
    {
        routes.MapPost(ApiRoutes.PlanMigration, async (HttpRequest http, IRequiredActor<CoordinatorApi> api) => await CoordinatorAnswer.AskAsync(
            api, RequestReader.Migration(await RequestBody.ReadAsync<MigrateBody>(http, "a migration request"))));
        routes.MapPost(ApiRoutes.PlanGang, async (HttpRequest http, IRequiredActor<CoordinatorApi> api) => await CoordinatorAnswer.AskAsync(
            api, RequestReader.Gang(await RequestBody.ReadAsync<GangBody>(http, "a gang"))));
        routes.MapPost(ApiRoutes.PlanDrain, async (HttpRequest http, IRequiredActor<CoordinatorApi> api) => await CoordinatorAnswer.AskAsync(
            api, RequestReader.Drain(await RequestBody.ReadAsync<DrainBody>(http, "a drain"), host: null)));
    }

    private static async ValueTask<object?> RefuseInvalidAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (InvalidRequestException e)
        {
            return CoordinatorAnswer.Refuse(new Refusal(RefusalKind.Invalid, e.Message));
        }
    }
}
