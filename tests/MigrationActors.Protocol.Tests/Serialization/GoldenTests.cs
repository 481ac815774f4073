using System.Text;
using MigrationActors.Protocol.Serialization;

namespace MigrationActors.Protocol.Tests.Serialization;

/// <summary>What journals hold stays what this version writes, and stays readable: see the README before changing a file.</summary>
public sealed class GoldenTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Golden");
    private static readonly WireSerializer Serializer = new(null!);

    private static readonly Dictionary<string, object> FirstOfEach = Samples.Persisted()
        .DistinctBy(e => e.GetType())
        .ToDictionary(e => Manifests.Find(e.GetType())!, StringComparer.Ordinal);

    public static TheoryData<string> PersistedManifests() => new(FirstOfEach.Keys);

    [Theory]
    [MemberData(nameof(PersistedManifests))]
    public void A_persisted_event_has_the_same_bytes_as_ever(string manifest)
    {
        var golden = File.ReadAllBytes(FileOf(manifest));

        Encoding.UTF8.GetString(Serializer.ToBinary(FirstOfEach[manifest])).ShouldBe(Encoding.UTF8.GetString(golden));
        Contents.Of(Serializer.FromBinary(golden, manifest)).ShouldBe(Contents.Of(FirstOfEach[manifest]));
    }

    [Fact]
    public void Every_golden_file_can_still_be_read()
    {
        foreach (var file in Directory.EnumerateFiles(Folder))
        {
            Serializer.FromBinary(File.ReadAllBytes(file), Path.GetFileNameWithoutExtension(file)).ShouldNotBeNull();
        }
    }

    private static string FileOf(string manifest) => Path.Combine(Folder, manifest + ".json");
}
