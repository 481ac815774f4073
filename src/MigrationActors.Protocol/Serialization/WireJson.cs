using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MigrationActors.Protocol.Serialization;

/// <summary>The one way this product writes JSON: between nodes, in the journal, over HTTP.</summary>
public static class WireJson
{
    public static JsonSerializerOptions Options { get; } = Create(indented: false);

    /// <summary>The same, for people.</summary>
    public static JsonSerializerOptions Indented { get; } = Create(indented: true);

    /// <summary>The same, for what people write: an unknown field is an error, not ignored.</summary>
    public static JsonSerializerOptions Strict { get; } = new(Options) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    /// <summary>
    /// The same, for what nodes say and journals hold: a missing member is an error there and then, not a null that surfaces
    /// somewhere else later. Members it does not know it passes over.
    /// </summary>
    public static JsonSerializerOptions Complete { get; } =
        new(Options) { RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true };

    /// <summary>An enum member's name as JSON has it.</summary>
    public static string Name<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    private static JsonSerializerOptions Create(bool indented) => new(JsonSerializerDefaults.Web)
    {
        WriteIndented = indented,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new MbpsConverter(), new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };
}
