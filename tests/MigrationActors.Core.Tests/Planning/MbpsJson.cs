using System.Text.Json;
using System.Text.Json.Serialization;

namespace MigrationActors.Core.Tests.Planning;

/// <summary>A rate as a bare number, as whoever stores plans would write it.</summary>
internal sealed class MbpsJson : JsonConverter<Mbps>
{
    public static JsonSerializerOptions Options { get; } = new() { Converters = { new MbpsJson(), new JsonStringEnumConverter() } };

    public override Mbps Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetDouble());

    public override void Write(Utf8JsonWriter writer, Mbps value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Value);
}
