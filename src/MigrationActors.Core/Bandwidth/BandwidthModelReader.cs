using System.Text.Json;
using MigrationActors.Core.Techniques;

namespace MigrationActors.Core.Bandwidth;

/// <summary>Reads the JSON form of a set of models. What the numbers must hold among each other is not checked here.</summary>
internal static class BandwidthModelReader
{
    private static readonly Dictionary<string, Technique> Techniques = Enum.GetValues<Technique>().ToDictionary(t => t.Keyword());
    private static readonly Dictionary<string, ModelTraffic> Traffics = Keywords<ModelTraffic>();
    private static readonly Dictionary<string, ModelAxis> Axes = Keywords<ModelAxis>();

    /// <exception cref="InvalidBandwidthModelException">Not JSON, or a field is unknown, doubled, missing or of the wrong kind.</exception>
    public static (string Name, Mbps Link, IReadOnlyList<BandwidthModel> Models) Read(string json)
    {
        using var document = ParseJson(json);
        var fields = new ModelFields(document.RootElement, "The set of bandwidth models", "name", "linkMbps", "comment", "models");
        fields.OptionalText("comment");
        var link = fields.Number("linkMbps");
        if (link < 0)
        {
            throw new InvalidBandwidthModelException("The set of bandwidth models: field 'linkMbps' is below 0; it is the link rate the models were fitted at.");
        }

        return (fields.Text("name"), new Mbps(link), [.. fields.List("models").Select(ReadModel)]);
    }

    private static JsonDocument ParseJson(string json)
    {
        try
        {
            return JsonDocument.Parse(json);
        }
        catch (JsonException e)
        {
            throw new InvalidBandwidthModelException(
                $"The bandwidth models are not valid JSON (line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}): {e.Message}", e);
        }
    }

    private static BandwidthModel ReadModel(JsonElement element, int index)
    {
        var fields = new ModelFields(element, $"Model {index + 1} of the list", "technique", "traffic", "x", "segments");
        var model = new BandwidthModel(
            fields.OneOf("technique", Techniques), fields.OneOf("traffic", Traffics), fields.OneOf("x", Axes), []);
        return model with { Segments = [.. fields.List("segments").Select((s, i) => ReadSegment(s, $"Model {model.Text()}, segment {i + 1}"))] };
    }

    private static ModelSegment ReadSegment(JsonElement element, string place)
    {
        var fields = new ModelFields(element, place, "from", "to", "m", "c");
        return new ModelSegment(fields.Number("from"), fields.Number("to"), fields.Number("m"), fields.Number("c"));
    }

    private static Dictionary<string, T> Keywords<T>()
        where T : struct, Enum => Enum.GetValues<T>().ToDictionary(v => v.ToString().ToLowerInvariant());
}
