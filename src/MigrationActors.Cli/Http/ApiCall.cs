using System.Net.Http.Headers;
using MigrationActors.Protocol.Api;

namespace MigrationActors.Cli.Http;

/// <summary>A call of the API, to whichever coordinator it goes.</summary>
internal sealed record ApiCall(HttpMethod Method, string Route)
{
    /// <summary>JSON.</summary>
    public ReadOnlyMemory<byte>? Body { get; init; }

    public string? Key { get; init; }

    /// <summary>A question, although it is posted.</summary>
    public bool ChangesNothing { get; init; }

    /// <summary>Whether it does no harm where it was taken already: it changes nothing, or has a key.</summary>
    public bool MayBeRepeated => Method == HttpMethod.Get || ChangesNothing || Key is not null;

    public HttpRequestMessage ToRequest(Uri address)
    {
        var request = new HttpRequestMessage(Method, new Uri(address.GetLeftPart(UriPartial.Path).TrimEnd('/') + Route));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        if (Key is not null)
        {
            request.Headers.Add(IdempotencyKey.Header, Key);
        }

        if (Body is { } json)
        {
            request.Content = new ReadOnlyMemoryContent(json);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        return request;
    }
}
