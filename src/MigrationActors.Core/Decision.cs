namespace MigrationActors.Core;

/// <summary>What was chosen and why. The reason is stored with the choice and shown to the user.</summary>
public sealed record Decision<T>(T Choice, string Reason);
