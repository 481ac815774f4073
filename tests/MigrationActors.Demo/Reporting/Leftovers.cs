namespace MigrationActors.Demo.Reporting;

/// <summary>What was found after everything was taken down, by looking and not by trust.</summary>
/// <param name="TcRules">Lines of tc's answers on the three hosts that differ from those before the first migration.</param>
/// <param name="Namespaces">Network namespaces of the testbed.</param>
/// <param name="Processes">Processes that still live in one of them.</param>
public sealed record Leftovers(int TcRules, int Namespaces, int Processes)
{
    public bool None => this == new Leftovers(0, 0, 0);
}
