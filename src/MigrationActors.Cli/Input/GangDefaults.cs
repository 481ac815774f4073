namespace MigrationActors.Cli.Input;

/// <summary>What options say for all members of a gang; null where they say nothing. Checked.</summary>
internal sealed record GangDefaults(string? Destination, string? Urgency, string? Technique, string? Deadline, string? Strategy);
