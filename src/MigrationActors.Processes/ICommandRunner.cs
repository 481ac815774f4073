namespace MigrationActors.Processes;

/// <summary>Runs a program to its end. The seam for tests that must see a command fail.</summary>
public interface ICommandRunner
{
    /// <summary>
    /// Runs <paramref name="program"/> with <paramref name="arguments"/> as they are: no shell reads them. A non-zero exit is
    /// a result, not an exception.
    /// </summary>
    /// <param name="input">Text for standard input, or null for none.</param>
    /// <exception cref="CommandNotFoundException">The program is not on this host.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; the program and its children were killed.</exception>
    Task<CommandResult> RunAsync(string program, IReadOnlyList<string> arguments, string? input = null, CancellationToken cancellation = default);
}
