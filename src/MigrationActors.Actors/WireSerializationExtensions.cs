using Akka.Hosting;
using MigrationActors.Protocol.Serialization;

namespace MigrationActors.Actors;

public static class WireSerializationExtensions
{
    /// <summary>Binds every message and event to the product's one serializer; anything else that would cross a wire is an error.</summary>
    public static AkkaConfigurationBuilder WithWireSerialization(this AkkaConfigurationBuilder builder) =>
        builder.WithCustomSerializer("wire", Manifests.Types, system => new WireSerializer(system));
}
