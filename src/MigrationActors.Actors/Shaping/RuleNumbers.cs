namespace MigrationActors.Actors.Shaping;

/// <summary>
/// The class numbers of the rules on the uplink, by reservation, for each direction: what a later agent needs to take the rules over.
/// </summary>
public sealed record RuleNumbers(IReadOnlyDictionary<string, int> Egress, IReadOnlyDictionary<string, int> Ingress)
{
    private static readonly Dictionary<string, int> Nothing = [];

    public static RuleNumbers None { get; } = new(Nothing, Nothing);
}
