using System.Runtime.Serialization;
using System.Text.Json;
using Akka.Actor;
using Akka.Serialization;

namespace MigrationActors.Protocol.Serialization;

/// <summary>
/// The one serializer for messages between nodes and for persisted events: JSON under a short versioned manifest, so that a journal
/// can be read by a person and a type can be renamed without touching what is on disk.
/// </summary>
public sealed class WireSerializer(ExtendedActorSystem system) : SerializerWithStringManifest(system)
{
    /// <summary>Akka keeps 0 to 40 for itself; this one is ours and never changes.</summary>
    public const int SerializerId = 77_001;

    public override int Identifier => SerializerId;

    public override string Manifest(object o) => Manifests.Find(o.GetType())
        ?? throw new SerializationException($"{o.GetType().Name} has no manifest: add it to {nameof(Manifests)}.");

    public override byte[] ToBinary(object obj) => JsonSerializer.SerializeToUtf8Bytes(obj, obj.GetType(), WireJson.Options);

    /// <exception cref="SerializationException">The manifest is unknown (written by a newer version), or the bytes do not fit it.</exception>
    public override object FromBinary(byte[] bytes, string manifest)
    {
        var type = Manifests.Find(manifest) ?? throw new SerializationException(
            $"Nothing here can read '{manifest}': it was probably written by a newer version of MigrationActors. Upgrade this node.");
        try
        {
            return JsonSerializer.Deserialize(bytes, type, WireJson.Complete)
                ?? throw new SerializationException($"'{manifest}' holds no value.");
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            // The latter comes from a value that breaks its type's own rule, such as a negative rate.
            throw new SerializationException($"'{manifest}' cannot be read: {e.Message}", e);
        }
    }
}
