namespace MigrationActors.Core.Bandwidth;

/// <summary>
/// One bandwidth model for each technique and kind of traffic, fitted at one link rate. Whoever holds one may rely on it:
/// the models are complete and each runs from 0 to the link rate without gaps.
/// </summary>
/// <exception cref="InvalidBandwidthModelException">They are not.</exception>
public sealed record BandwidthModelSet
{
    private static readonly Lazy<BandwidthModelSet> LazyThesis = new(() => Parse(ThesisJson()));

    /// <param name="name">Which fit this is; it appears in the reasons.</param>
    /// <param name="link">The link rate the models were fitted at.</param>
    /// <param name="models">All nine, in any order.</param>
    public BandwidthModelSet(string name, Mbps link, IReadOnlyList<BandwidthModel> models)
    {
        ArgumentNullException.ThrowIfNull(models);
        BandwidthModelRules.Check(name, link, models);
        Name = name;
        Link = link;
        Models = models;
    }

    /// <summary>The nine models of thesis 3.3, fitted at 1 Gbit/s.</summary>
    public static BandwidthModelSet Thesis => LazyThesis.Value;

    public string Name { get; }

    public Mbps Link { get; }

    public IReadOnlyList<BandwidthModel> Models { get; }

    /// <summary>Reads models fitted on other hosts, in the form of bandwidth-models.json.</summary>
    /// <exception cref="InvalidBandwidthModelException">Anything is missing, unknown or inconsistent; the message says where.</exception>
    public static BandwidthModelSet Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        var (name, link, models) = BandwidthModelReader.Read(json);
        return new BandwidthModelSet(name, link, models);
    }

    // By value, so that a set that was stored and read again equals itself.
    public bool Equals(BandwidthModelSet? other) =>
        other is not null && Name == other.Name && Link == other.Link && Models.SequenceEqual(other.Models);

    public override int GetHashCode() => HashCode.Combine(Name, Link);

    private static string ThesisJson()
    {
        const string resource = "bandwidth-models.json";
        using var stream = typeof(BandwidthModelSet).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"The resource {resource} is not in this build of MigrationActors.Core.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
