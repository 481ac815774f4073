namespace MigrationActors.LinuxNet.Tc.Planning;

/// <summary>One line of a tc batch, and the lines that take it back.</summary>
/// <param name="Do">One line without its end.</param>
/// <param name="Undo">Lines that restore what was before, in order.</param>
public sealed record TcStep(string Do, IReadOnlyList<string> Undo);
