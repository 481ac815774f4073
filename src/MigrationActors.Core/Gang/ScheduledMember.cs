using MigrationActors.Core.Ledger;

namespace MigrationActors.Core.Gang;

/// <summary>What a gang's order is about: who uses which links, and whether alone.</summary>
/// <param name="Leaves">What its source sends.</param>
/// <param name="Arrives">What its destination receives.</param>
public sealed record ScheduledMember(string Id, Strategy Strategy, LinkId Leaves, LinkId Arrives);
