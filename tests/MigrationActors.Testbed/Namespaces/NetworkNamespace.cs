using System.Globalization;
using MigrationActors.Processes;

namespace MigrationActors.Testbed.Namespaces;

/// <summary>A named network namespace, as `ip netns` keeps them, and the processes in it.</summary>
public sealed record NetworkNamespace(string Name)
{
    private const string Folder = "/run/netns";

    public static string PathOf(string name) => Path.Combine(Folder, name);

    /// <summary>The names of all network namespaces of this machine.</summary>
    public static IReadOnlyList<string> List() =>
        Directory.Exists(Folder) ? [.. Directory.EnumerateFiles(Folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)] : [];

    public bool Exists => File.Exists(PathOf(Name));

    /// <summary>Makes the namespace; false where the name is taken. Of two who try at a time, one gets it.</summary>
    public async Task<bool> TryAddAsync(CancellationToken cancellation)
    {
        var result = await CommandRunner.Instance.RunAsync("ip", ["netns", "add", Name], null, cancellation).ConfigureAwait(false);
        if (result.Succeeded)
        {
            return true;
        }

        return Exists ? false : throw new TestbedException($"Making the network namespace '{Name}' failed: {result.Complaint}. This needs root and CAP_SYS_ADMIN.");
    }

    /// <summary>Runs a program in the namespace to its end. A non-zero exit is a result, not an exception.</summary>
    public Task<CommandResult> RunAsync(IReadOnlyList<string> command, CancellationToken cancellation = default) =>
        CommandRunner.Instance.RunAsync("ip", ["netns", "exec", Name, .. command], null, cancellation);

    /// <summary>Applies lines of `ip` arguments in the namespace, all in one process, and stops at the first that fails.</summary>
    public Task ConfigureLinksAsync(IEnumerable<string> lines, CancellationToken cancellation) => BatchAsync("ip", lines, cancellation);

    /// <summary>The same for `tc`.</summary>
    public Task ConfigureTrafficControlAsync(IEnumerable<string> lines, CancellationToken cancellation) => BatchAsync("tc", lines, cancellation);

    /// <summary>The processes in the namespace now.</summary>
    public async Task<IReadOnlyList<int>> PidsAsync(CancellationToken cancellation)
    {
        var result = await CommandRunner.Instance.RunAsync("ip", ["netns", "pids", Name], null, cancellation).ConfigureAwait(false);
        return result.Succeeded
            ? [.. result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => int.Parse(line, CultureInfo.InvariantCulture))]
            : [];
    }

    public async Task DeleteAsync(CancellationToken cancellation)
    {
        var result = await CommandRunner.Instance.RunAsync("ip", ["netns", "delete", Name], null, cancellation).ConfigureAwait(false);
        if (!result.Succeeded && Exists)
        {
            throw new TestbedException($"Removing the network namespace '{Name}' failed: {result.Complaint}.");
        }
    }

    private async Task BatchAsync(string program, IEnumerable<string> lines, CancellationToken cancellation)
    {
        var batch = string.Join('\n', lines) + '\n';
        var result = await CommandRunner.Instance.RunAsync(program, ["-n", Name, "-batch", "-"], batch, cancellation).ConfigureAwait(false);
        if (!result.Succeeded)
        {
            throw new TestbedException($"{program} in the network namespace '{Name}' failed: {result.Complaint}. It was given:\n{batch}");
        }
    }
}
