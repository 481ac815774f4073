namespace MigrationActors.Core.Planning;

/// <summary>A migration that ran before the plan and was in a member's way. Nobody knows when it ends; the plan takes it to be gone from this time on.</summary>
/// <param name="Id">The id of its claim.</param>
/// <param name="At">Counted from the beginning of the plan. What begins then begins so early at the best.</param>
public sealed record AwaitedEnd(string Id, TimeSpan At);
