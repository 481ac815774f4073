using System.Globalization;
using System.Text.Json;
using MigrationActors.Bench.Measuring;
using MigrationActors.Protocol.Serialization;
using MigrationActors.Testbed.Namespaces;

namespace MigrationActors.Bench.Namespaces;

/// <summary>
/// Runs one of the measurements as a process that lives in a network namespace of its own, as an agent lives on its host: the
/// product's code finds its files and starts its programs there without any help that would have to be subtracted.
/// </summary>
public static class Worker
{
    /// <param name="command">A hidden command of this program; it writes <see cref="Comparison"/>s as JSON to standard output.</param>
    /// <param name="links">Lines of `ip` arguments that furnish the namespace.</param>
    /// <exception cref="TestbedException">The namespace could not be made, or the worker failed.</exception>
    public static async Task<IReadOnlyList<Comparison>> RunAsync(
        string command, IEnumerable<string> links, CancellationToken cancellation)
    {
        // With our pid in its name no other run can have it.
        var space = new NetworkNamespace(string.Create(CultureInfo.InvariantCulture, $"bench-{command}-{Environment.ProcessId}"));
        if (!await space.TryAddAsync(cancellation))
        {
            throw new TestbedException($"The network namespace '{space.Name}' is there already. Remove it with 'ip netns delete {space.Name}'.");
        }

        try
        {
            await space.ConfigureLinksAsync(["link set dev lo up", .. links], cancellation);
            var result = await space.RunAsync([ProgramPath.Find("dotnet"), typeof(Worker).Assembly.Location, command], cancellation);
            return result.Succeeded
                ? JsonSerializer.Deserialize<IReadOnlyList<Comparison>>(result.Output, WireJson.Options)!
                : throw new TestbedException($"Measuring {command} failed: {result.Complaint}");
        }
        finally
        {
            await space.DeleteAsync(CancellationToken.None);
        }
    }

    /// <summary>The worker's side of it.</summary>
    public static Task AnswerAsync(IReadOnlyList<Comparison> comparisons) =>
        Console.Out.WriteLineAsync(JsonSerializer.Serialize(comparisons, WireJson.Options));
}
