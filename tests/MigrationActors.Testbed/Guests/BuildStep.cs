using MigrationActors.Processes;
using MigrationActors.Testbed.Namespaces;

namespace MigrationActors.Testbed.Guests;

/// <summary>One command of making the guest's image.</summary>
internal static class BuildStep
{
    /// <returns>What the command printed.</returns>
    /// <exception cref="TestbedException">It failed; with what it printed.</exception>
    internal static async Task<string> RunAsync(string program, IReadOnlyList<string> arguments, string? input, CancellationToken cancellation)
    {
        var result = await CommandRunner.Instance.RunAsync(program, arguments, input, cancellation).ConfigureAwait(false);
        return result.Succeeded
            ? result.Output
            : throw new TestbedException($"Making the guest's image failed at '{program} {string.Join(' ', arguments)}': {result.Complaint}");
    }
}
