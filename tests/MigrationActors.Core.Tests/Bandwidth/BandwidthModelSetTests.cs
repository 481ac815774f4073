using System.Text.Json.Nodes;
using MigrationActors.Core.Bandwidth;
using MigrationActors.Core.Techniques;

namespace MigrationActors.Core.Tests.Bandwidth;

public sealed class BandwidthModelSetTests
{
    private static readonly string ThesisJson = ReadThesisJson();

    [Fact]
    public void The_thesis_s_set_has_all_nine_models_with_their_axes_and_segments()
    {
        var set = BandwidthModelSet.Thesis;

        set.Link.ShouldBe(new Mbps(1000));
        set.Models.Count.ShouldBe(9);
        set.Models.SelectMany(m => m.Segments.Select(s => (m.Technique, m.Traffic, m.X, s.From, s.To)))
            .ShouldBe(ThesisLines.All.Select(l => (l.Technique, l.Traffic, l.X, l.From, l.To)), ignoreOrder: true);
    }

    [Fact]
    public void A_parsed_set_equals_another_parsed_from_the_same_text() =>
        BandwidthModelSet.Parse(ThesisJson).ShouldBe(BandwidthModelSet.Thesis);

    [Fact]
    public void Models_fitted_at_another_link_rate_scale_from_that_rate()
    {
        var json = Edited(set =>
        {
            set["linkMbps"] = 100;
            foreach (var model in set["models"]!.AsArray())
            {
                model!["segments"] = JsonNode.Parse("""[{ "from": 0, "to": 100, "m": -0.5, "c": 80 }]""");
            }
        });

        var decision = IdealBandwidth.Estimate(
            BandwidthModelSet.Parse(json), Technique.PreCopy, new(new Mbps(400), Mbps.Zero), Core.Traffic.TrafficClass.Outbound, new Mbps(1000));

        decision.Choice.Value.ShouldBe(600, 1e-9);
    }

    public static TheoryData<string, Action<JsonNode>, string> Faults() => new()
    {
        { "unknown field of the set", s => s["speed"] = 1, "The set of bandwidth models: unknown field 'speed'" },
        { "unknown field of a model", s => Model(s)["slope"] = 1, "Model 2 of the list: unknown field 'slope'" },
        { "unknown field of a segment", s => Segment(s, 1)["y"] = 1, "Model pre-copy/outgoing, segment 2: unknown field 'y'" },
        { "no name", s => s.AsObject().Remove("name"), "field 'name' is missing" },
        { "an empty name", s => s["name"] = " ", "has no name" },
        { "no link rate", s => s.AsObject().Remove("linkMbps"), "field 'linkMbps' is missing" },
        { "a link rate of zero", s => s["linkMbps"] = 0, "must be above 0" },
        { "a negative link rate", s => s["linkMbps"] = -1, "'linkMbps' is below 0" },
        { "a comment that is no text", s => s["comment"] = 3, "field 'comment' must be a text, not the number 3" },
        { "models that are no list", s => s["models"] = "none", "field 'models' must be a list, not the text 'none'" },
        { "segments that are no list", s => Model(s)["segments"] = new JsonObject(), "Model 2 of the list: field 'segments' must be a list, not an object" },
        { "a model that is no object", s => s["models"]![1] = 5, "Model 2 of the list: an object is expected here, not the number 5" },
        { "an unknown technique", s => Model(s)["technique"] = "teleport", "must be one of precopy, postcopy, hybrid" },
        { "unknown traffic", s => Model(s)["traffic"] = "sideways", "must be one of incoming, outgoing, mixed" },
        { "an unknown axis", s => Model(s)["x"] = "up", "must be one of in, out" },
        { "an axis that contradicts the traffic", s => Model(s)["x"] = "in", "Model pre-copy/outgoing: its traffic and its 'x' contradict" },
        { "a missing model", s => s["models"]!.AsArray().RemoveAt(1), "Model pre-copy/outgoing is missing" },
        { "a model twice", s => s["models"]!.AsArray().Add(Model(s).DeepClone()), "Model pre-copy/outgoing is there more than once" },
        { "no segments", s => Model(s)["segments"] = new JsonArray(), "Model pre-copy/outgoing has no segments" },
        { "a first segment that starts late", s => Segment(s, 0)["from"] = 1, "Model pre-copy/outgoing, segment 1 starts at 1; the first segment must start at 0" },
        { "a gap", s => Segment(s, 1)["from"] = 36, "Model pre-copy/outgoing, segment 2 starts at 36 and leaves a gap after 35" },
        { "an overlap", s => Segment(s, 1)["from"] = 34, "Model pre-copy/outgoing, segment 2 starts at 34 and overlaps the one before, which ends at 35" },
        { "a segment of no length", s => Segment(s, 0)["to"] = 0, "Model pre-copy/outgoing, segment 1 ends at 0, not after its start" },
        { "an end before the link rate", s => Segment(s, 2)["to"] = 999, "Model pre-copy/outgoing, segment 3 ends at 999; the last segment must end at the link rate, 1000" },
        { "an end beyond the link rate", s => Segment(s, 2)["to"] = 1001, "Model pre-copy/outgoing, segment 3 ends at 1001" },
        { "NaN as a text", s => Segment(s, 0)["m"] = "NaN", "Model pre-copy/outgoing, segment 1: field 'm' must be a number, not the text 'NaN'" },
        { "null for a number", s => Segment(s, 0)["c"] = null, "Model pre-copy/outgoing, segment 1: field 'c' must be a number, not null" },
        { "a number too large", s => Segment(s, 2)["c"] = JsonNode.Parse("1e999"), "Model pre-copy/outgoing, segment 3: field 'c' (1e999) is beyond" },
        { "a missing number", s => Segment(s, 2).Remove("m"), "Model pre-copy/outgoing, segment 3: field 'm' is missing" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_fault_is_refused_with_a_sentence_that_says_where(string fault, Action<JsonNode> damage, string sentence) =>
        Should.Throw<InvalidBandwidthModelException>(() => BandwidthModelSet.Parse(Edited(damage)), fault)
            .Message.ShouldContain(sentence);

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("""{ "linkMbps": NaN }""")]
    public void What_is_not_json_is_refused(string json) =>
        Should.Throw<InvalidBandwidthModelException>(() => BandwidthModelSet.Parse(json)).Message.ShouldContain("not valid JSON");

    [Fact]
    public void A_field_that_is_there_twice_is_refused() =>
        Should.Throw<InvalidBandwidthModelException>(() => BandwidthModelSet.Parse("""{ "name": "a", "name": "b" }"""))
            .Message.ShouldContain("field 'name' is there twice");

    [Fact]
    public void Numbers_that_are_not_finite_are_refused_also_without_json()
    {
        var models = BandwidthModelSet.Thesis.Models
            .Select(m => m with { Segments = [.. m.Segments.Select(s => s with { M = double.NaN })] });

        Should.Throw<InvalidBandwidthModelException>(() => new BandwidthModelSet("test", new Mbps(1000), [.. models]))
            .Message.ShouldContain("segment 1: from, to, m and c must be finite");
    }

    private static JsonObject Model(JsonNode set) => set["models"]![1]!.AsObject();

    private static JsonObject Segment(JsonNode set, int index) => Model(set)["segments"]![index]!.AsObject();

    private static string Edited(Action<JsonNode> edit)
    {
        var set = JsonNode.Parse(ThesisJson)!;
        edit(set);
        return set.ToJsonString();
    }

    private static string ReadThesisJson()
    {
        using var stream = typeof(BandwidthModelSet).Assembly.GetManifestResourceStream("bandwidth-models.json")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
