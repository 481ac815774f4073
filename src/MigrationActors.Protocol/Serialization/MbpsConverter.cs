using System.Text.Json;
using System.Text.Json.Serialization;
using MigrationActors.Core;

namespace MigrationActors.Protocol.Serialization;

/// <summary>A rate is a number of Mbit/s in JSON.</summary>
internal sealed class MbpsConverter : JsonConverter<Mbps>
{
    public override Mbps Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetDouble());

    public override void Write(Utf8JsonWriter writer, Mbps value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Value);
}
