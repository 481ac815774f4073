using Akka.Actor;
using Akka.Hosting;
using MigrationActors.Actors.Api;
using MigrationActors.Protocol.Api;
using MigrationActors.Protocol.Serialization;

namespace MigrationActors.Node.Http;

/// <summary>Asks the coordinator, and makes what it says an answer of HTTP.</summary>
internal static class CoordinatorAnswer
{
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(8);

    public static async Task<IResult> AskAsync(IRequiredActor<CoordinatorApi> api, ApiRequest request)
    {
        object answer;
        try
        {
            var actor = await api.GetAsync();
            answer = await actor.Ask<object>(request, AnswerWithin);
        }
        catch (AskTimeoutException)
        {
            return Refuse(new Refusal(
                RefusalKind.Unavailable,
                "No coordinator answered: one may just be taking over, or its database does not answer. Try again; see migrationd's log on the coordinator nodes."));
        }

        return answer is Refusal refusal ? Refuse(refusal) : Results.Json(answer, WireJson.Options);
    }

    public static IResult Refuse(Refusal refusal) => Results.Json(refusal, WireJson.Options, statusCode: refusal.Kind switch
    {
        RefusalKind.Invalid => StatusCodes.Status400BadRequest,
        RefusalKind.NotFound => StatusCodes.Status404NotFound,
        RefusalKind.Conflict => StatusCodes.Status409Conflict,
        _ => StatusCodes.Status503ServiceUnavailable,
    });
}
