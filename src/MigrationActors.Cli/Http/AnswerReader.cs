using System.Net;
using System.Text.Json;
using MigrationActors.Cli.Rendering;
using MigrationActors.Protocol.Api;
using MigrationActors.Protocol.Serialization;

namespace MigrationActors.Cli.Http;

/// <summary>Reads what came back; pure. Anything may have answered: another program may listen on that port.</summary>
internal static class AnswerReader
{
    // A view with holes would fail far from here, in the middle of a table.
    private static readonly JsonSerializerOptions Strict = new(WireJson.Options)
    {
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <param name="address">Who was asked, for the message.</param>
    /// <exception cref="CoordinatorException">It was refused, or is no answer of a coordinator.</exception>
    public static Answer<T> Read<T>(HttpStatusCode status, byte[] body, Uri address)
        where T : class
    {
        if ((int)status is < 200 or > 299)
        {
            throw Refused(status, body, address);
        }

        try
        {
            using var document = JsonDocument.Parse(body);
            var view = document.RootElement.Deserialize<T>(Strict) ?? throw new JsonException("it is null");
            return new Answer<T>(view, document.RootElement.Clone());
        }
        catch (JsonException e)
        {
            throw NotACoordinator($"something that is no {Noun(typeof(T))}", address, e);
        }
    }

    private static CoordinatorException Refused(HttpStatusCode status, byte[] body, Uri address)
    {
        if (ReadRefusal(body) is { } refusal)
        {
            return new CoordinatorException(FailureOf(refusal.Kind), Plain.Clean(refusal.Message));
        }

        return (int)status >= 500
            ? new CoordinatorException(
                CoordinatorFailure.Unavailable,
                $"The coordinator at {Show(address)} answered {(int)status} without a reason: look into its log, and try again.")
            : NotACoordinator($"{(int)status} without a reason", address, null);
    }

    private static Refusal? ReadRefusal(byte[] body)
    {
        try
        {
            return JsonSerializer.Deserialize<Refusal>(body, Strict);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static CoordinatorFailure FailureOf(RefusalKind kind) => kind switch
    {
        RefusalKind.Invalid => CoordinatorFailure.Invalid,
        RefusalKind.NotFound => CoordinatorFailure.NotFound,
        RefusalKind.Conflict => CoordinatorFailure.Conflict,
        _ => CoordinatorFailure.Unavailable,
    };

    private static CoordinatorException NotACoordinator(string what, Uri address, Exception? inner) => new(
        CoordinatorFailure.NotACoordinator,
        $"{Show(address)} answered {what}: is this really a coordinator's API, and of migctl's version? Check --coordinator.",
        inner);

    private static string Noun(Type view) => view == typeof(HostList) ? "list of hosts"
        : view == typeof(MigrationList) ? "list of migrations"
        : view == typeof(MigrationView) ? "migration"
        : view == typeof(GangList) ? "list of gangs"
        : view == typeof(GangView) ? "gang"
        : view == typeof(PlanView) ? "plan"
        : "answer to this request";

    private static string Show(Uri address) => Plain.Clean(address.GetLeftPart(UriPartial.Path).TrimEnd('/'));
}
