using MigrationActors.Processes;
using MigrationActors.Testbed.Namespaces;

namespace MigrationActors.Bench.Reservations;

/// <summary>One rule as one command line.</summary>
public sealed record SingleRule(string Program, IReadOnlyList<string> Arguments)
{
    /// <exception cref="TestbedException">It was refused.</exception>
    public async Task RunAsync()
    {
        var result = await CommandRunner.Instance.RunAsync(Program, Arguments);
        if (!result.Succeeded)
        {
            throw new TestbedException($"'{Program} {string.Join(' ', Arguments)}' failed: {result.Complaint}");
        }
    }
}
