namespace MigrationActors.Processes;

/// <summary>A program that this host should have is missing.</summary>
public sealed class CommandNotFoundException : Exception
{
    public CommandNotFoundException(string program, Exception inner)
        : base($"The program '{program}' is not on this host. Run 'migctl doctor' to see what to install.", inner)
    {
        Program = program;
    }

    public string Program { get; }
}
