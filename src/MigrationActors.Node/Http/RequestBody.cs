using System.Text.Json;
using MigrationActors.Protocol.Serialization;
using Microsoft.AspNetCore.Http.Features;

namespace MigrationActors.Node.Http;

/// <summary>Reads what came with a call.</summary>
internal static class RequestBody
{
    public const int LargestBytes = 1024 * 1024;

    // A missing member is said here, not as a null somewhere later.
    private static readonly JsonSerializerOptions Strict =
        new(WireJson.Strict) { RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true };

    /// <param name="what">What the body is to be, for the message: "a gang", "a drain".</param>
    /// <returns>The body, or null where there is none.</returns>
    /// <exception cref="InvalidRequestException">It is too large, no JSON, or has members that do not belong there.</exception>
    public static async Task<T?> ReadAsync<T>(HttpRequest http, string what)
        where T : class
    {
        if (http.ContentLength == 0)
        {
            return null;
        }

        if (http.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = LargestBytes;
        }

        try
        {
            using var body = new MemoryStream();
            await http.Body.CopyToAsync(body, http.HttpContext.RequestAborted);
            return body.Length == 0 ? null : JsonSerializer.Deserialize<T>(body.ToArray(), Strict);
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            throw new InvalidRequestException($"The body is larger than 1 MiB: {what} is a few lines of JSON for each VM.");
        }
        catch (JsonException e)
        {
            throw new InvalidRequestException($"The body is not {what}: {Fault<T>(e)}");
        }
    }

    private static string Fault<T>(JsonException e)
    {
        var members = string.Join(", ", typeof(T).GetProperties().Select(p => $"'{JsonNamingPolicy.CamelCase.ConvertName(p.Name)}'"));
        var where = e.LineNumber is { } line ? $" (line {line + 1}, byte {e.BytePositionInLine + 1})" : "";
        return e.Path is { Length: > 0 } path && path != "$"
            ? $"what is at '{path}'{where} does not belong there, or is of the wrong kind. It takes {members}."
            : $"it is no JSON object, or lacks something{where}. It takes {members}.";
    }
}
