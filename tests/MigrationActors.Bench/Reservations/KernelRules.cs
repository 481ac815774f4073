using MigrationActors.Processes;
using MigrationActors.Testbed.Namespaces;

namespace MigrationActors.Bench.Reservations;

/// <summary>What the kernel has of rules, to see that both ways end in the same.</summary>
public static class KernelRules
{
    public static async Task<IReadOnlyList<string>> ReadAsync()
    {
        var lines = new List<string>();
        foreach (var device in Directory.EnumerateDirectories("/sys/class/net").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal))
        {
            foreach (var words in new string[][] { ["qdisc"], ["class"], ["filter"], ["filter", "parent", "ffff:"] })
            {
                var result = await CommandRunner.Instance.RunAsync("tc", [words[0], "show", "dev", device, .. words[1..]]);
                lines.AddRange(Lines(result).Select(line => $"{device} {words[0]}: {line}"));
            }
        }

        return lines;
    }

    // An action's index counts on from action to action, whoever makes them.
    private static IEnumerable<string> Lines(CommandResult result) =>
        result.Succeeded
            ? result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => !line.Contains(" index ", StringComparison.Ordinal))
            : throw new TestbedException($"tc could not tell what there is: {result.Complaint}");
}
