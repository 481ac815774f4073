using MigrationActors.Core.Techniques;

namespace MigrationActors.Core.Gang;

/// <summary>One line of the rule table for several VMs.</summary>
/// <param name="Name">The condition in words; the reason a person reads.</param>
/// <param name="Choice">The technique where it applies.</param>
public sealed record GangTechniqueRule(string Name, Technique Choice, Func<GangTraffic, bool> Applies);
