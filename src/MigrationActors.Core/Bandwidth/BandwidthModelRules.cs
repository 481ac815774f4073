using System.Globalization;
using MigrationActors.Core.Techniques;

namespace MigrationActors.Core.Bandwidth;

/// <summary>What a set of models must hold before an estimate may rest on it.</summary>
internal static class BandwidthModelRules
{
    /// <exception cref="InvalidBandwidthModelException">The first thing found wrong.</exception>
    public static void Check(string name, Mbps link, IReadOnlyList<BandwidthModel> models)
    {
        Require(!string.IsNullOrWhiteSpace(name), "The set of bandwidth models has no name; give it one in 'name'.");
        Require(link > Mbps.Zero, $"Bandwidth models '{name}': the link rate they were fitted at must be above 0; correct 'linkMbps'.");
        foreach (var model in models)
        {
            CheckAxis(model);
            CheckSegments(model, link.Value);
        }

        CheckComplete(models);
    }

    // A mixed model may be driven by either rate: the thesis uses out for pre-copy and hybrid, in for post-copy.
    private static void CheckAxis(BandwidthModel model)
    {
        var contradicts = (model.Traffic, model.X) is (ModelTraffic.Incoming, ModelAxis.Out) or (ModelTraffic.Outgoing, ModelAxis.In);
        Require(!contradicts, $"Model {model.Text()}: its traffic and its 'x' contradict each other; incoming goes with in, outgoing with out.");
    }

    private static void CheckSegments(BandwidthModel model, double link)
    {
        Require(model.Segments.Count > 0, $"Model {model.Text()} has no segments; it needs at least one from 0 to {Number(link)}.");
        var expected = 0.0;
        for (var i = 0; i < model.Segments.Count; i++)
        {
            var segment = model.Segments[i];
            var place = $"Model {model.Text()}, segment {i + 1}";
            Require(
                double.IsFinite(segment.From) && double.IsFinite(segment.To) && double.IsFinite(segment.M) && double.IsFinite(segment.C),
                $"{place}: from, to, m and c must be finite numbers.");
            Require(i > 0 || segment.From == 0, $"{place} starts at {Number(segment.From)}; the first segment must start at 0.");
            Require(segment.From <= expected, $"{place} starts at {Number(segment.From)} and leaves a gap after {Number(expected)}.");
            Require(segment.From >= expected, $"{place} starts at {Number(segment.From)} and overlaps the one before, which ends at {Number(expected)}.");
            Require(segment.To > segment.From, $"{place} ends at {Number(segment.To)}, not after its start at {Number(segment.From)}.");
            expected = segment.To;
        }

        Require(
            expected == link,
            $"Model {model.Text()}, segment {model.Segments.Count} ends at {Number(expected)}; the last segment must end at the link rate, {Number(link)}.");
    }

    private static void CheckComplete(IReadOnlyList<BandwidthModel> models)
    {
        foreach (var technique in Enum.GetValues<Technique>())
        {
            foreach (var traffic in Enum.GetValues<ModelTraffic>())
            {
                var found = models.Where(m => m.Technique == technique && m.Traffic == traffic).Take(2).ToList();
                var text = new BandwidthModel(technique, traffic, ModelAxis.In, []).Text();
                Require(found.Count > 0, $"Model {text} is missing; every technique needs one each for incoming, outgoing and mixed traffic.");
                Require(found.Count == 1, $"Model {text} is there more than once; keep one of them.");
            }
        }
    }

    private static void Require(bool holds, string sentence)
    {
        if (!holds)
        {
            throw new InvalidBandwidthModelException(sentence);
        }
    }

    private static string Number(double value) => value.ToString(CultureInfo.InvariantCulture);
}
