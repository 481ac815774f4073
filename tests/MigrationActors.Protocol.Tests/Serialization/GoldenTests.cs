using System.Text;
using MigrationActors.Protocol.Serialization;

namespace MigrationActors.Protocol.Tests.Serialization;

/// <summary>What journals hold stays what this version writes, and stays readable: see the README before changing a file.</summary>
public sealed class GoldenTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Golden");
    private static readonly WireSerializer Serializer = new(null!);

    /// <summary>By file: the manifest, and behind a '+' what an additional form of it has.</summary>
    private static readonly Dictionary<string, object> Forms = new(
        Samples.Persisted().DistinctBy(e => e.GetType()).ToDictionary(e => Manifests.Find(e.GetType())!), StringComparer.Ordinal)
    {
        ["coord.epoch-raised.1+by"] = Samples.WithBy,
        ["coord.migration-accepted.1+key"] = Samples.WithKey,
        ["coord.migration-accepted.1+gang"] = Samples.WithGang,
        ["coord.migration-ended.1+times"] = Samples.WithTimes,
        ["saga.decided.1+leeway"] = Samples.WithLeeway,
        ["saga.abort-decided.1+loss"] = Samples.WithLoss,
    };

    public static TheoryData<string> PersistedForms() => new(Forms.Keys);

    [Theory]
    [MemberData(nameof(PersistedForms))]
    public void A_persisted_event_has_the_same_bytes_as_ever(string form)
    {
        var golden = File.ReadAllBytes(FileOf(form));

        Encoding.UTF8.GetString(Serializer.ToBinary(Forms[form])).ShouldBe(Encoding.UTF8.GetString(golden));
        Contents.Of(Serializer.FromBinary(golden, ManifestOf(form))).ShouldBe(Contents.Of(Forms[form]));
    }

    [Fact]
    public void Every_golden_file_can_still_be_read()
    {
        foreach (var file in Directory.EnumerateFiles(Folder))
        {
            Serializer.FromBinary(File.ReadAllBytes(file), ManifestOf(Path.GetFileNameWithoutExtension(file))).ShouldNotBeNull();
        }
    }

    private static string FileOf(string form) => Path.Combine(Folder, form + ".json");

    private static string ManifestOf(string form) => form.Split('+')[0];
}
