namespace MigrationActors.Cli.Doctor;

/// <summary>A program that is on this machine, and what it says of its version.</summary>
internal sealed record FoundProgram(string Path, string Version);
