using MigrationActors.Core.Traffic;

namespace MigrationActors.Core.Techniques;

/// <summary>One line of the rule table.</summary>
/// <param name="Name">The condition in words; the reason a person reads.</param>
/// <param name="Choice">The technique where it applies.</param>
/// <param name="Applies">The condition on the traffic classes of the source and the destination, in that order.</param>
public sealed record TechniqueRule(string Name, Technique Choice, Func<TrafficClass, TrafficClass, bool> Applies);
