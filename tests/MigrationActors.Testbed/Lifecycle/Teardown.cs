using System.Runtime.InteropServices;
using MigrationActors.Processes;
using MigrationActors.Testbed.Namespaces;
using MigrationActors.Testbed.Network;

namespace MigrationActors.Testbed.Lifecycle;

/// <summary>
/// Removes a testbed by what the kernel says belongs to it, not by what we remember: every process in its namespaces, the
/// namespaces (interfaces, bridges, queues and IFB devices go with them), mounts below its folder, the folder.
/// Processes are never found by their names, which others use too.
/// </summary>
internal static class Teardown
{
    private static readonly TimeSpan KillTimeout = TimeSpan.FromSeconds(20);

    internal static async Task<IReadOnlyList<RemovedItem>> RunAsync(TestbedLayout layout, CancellationToken cancellation)
    {
        var removed = new List<RemovedItem>();
        var namespaces = layout.Namespaces.Where(space => space.Exists).ToList();
        foreach (var space in namespaces)
        {
            removed.AddRange(await KillAllAsync(space, cancellation).ConfigureAwait(false));
        }

        // The switch goes last: as long as it is there, the rest is known to be ours.
        foreach (var space in namespaces)
        {
            await space.DeleteAsync(cancellation).ConfigureAwait(false);
            removed.Add(new RemovedItem("namespace", space.Name));
        }

        foreach (var mount in await MountsBelowAsync(layout.StateFolder, cancellation).ConfigureAwait(false))
        {
            await UnmountAsync(mount, cancellation).ConfigureAwait(false);
            removed.Add(new RemovedItem("mount", mount));
        }

        if (Directory.Exists(layout.StateFolder))
        {
            Directory.Delete(layout.StateFolder, recursive: true);
            removed.Add(new RemovedItem("folder", layout.StateFolder));
        }

        DeleteRootWhenEmpty();
        return removed;
    }

    /// <summary>Kills until nobody is left, since what is being killed may just have started something.</summary>
    private static async Task<IReadOnlyList<RemovedItem>> KillAllAsync(NetworkNamespace space, CancellationToken cancellation)
    {
        var killed = new Dictionary<int, RemovedItem>();
        await Until.TrueAsync(
            async token =>
            {
                var pids = await space.PidsAsync(token).ConfigureAwait(false);
                foreach (var pid in pids)
                {
                    killed.TryAdd(pid, new RemovedItem("process", $"{pid} ({CommandOf(pid)}) in {space.Name}"));
                    if (Libc.Kill(pid, Libc.SigKill) != 0 && Marshal.GetLastPInvokeError() != Libc.Esrch)
                    {
                        throw new TestbedException($"Killing the process {pid} in '{space.Name}' failed: {Marshal.GetLastPInvokeErrorMessage()}.");
                    }
                }

                return pids.Count == 0;
            },
            KillTimeout,
            () => $"Processes in '{space.Name}' do not end although killed: {string.Join(", ", killed.Values)}. Their state: ps -o pid,stat,wchan,cmd.",
            cancellation).ConfigureAwait(false);
        return [.. killed.Values];
    }

    private static string CommandOf(int pid)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid}/comm").Trim();
        }
        catch (IOException)
        {
            return "ended";
        }
    }

    /// <summary>Deepest first, the order in which they can be taken off.</summary>
    private static async Task<IReadOnlyList<string>> MountsBelowAsync(string folder, CancellationToken cancellation)
    {
        const int mountPointField = 4;
        var lines = await File.ReadAllLinesAsync("/proc/self/mountinfo", cancellation).ConfigureAwait(false);
        return [.. lines.Select(line => line.Split(' ')[mountPointField])
            .Where(path => path == folder || path.StartsWith(folder + '/', StringComparison.Ordinal))
            .OrderByDescending(path => path.Length)];
    }

    private static async Task UnmountAsync(string path, CancellationToken cancellation)
    {
        var result = await CommandRunner.Instance.RunAsync("umount", [path], null, cancellation).ConfigureAwait(false);
        if (!result.Succeeded)
        {
            throw new TestbedException($"Unmounting {path} failed: {result.Complaint}");
        }
    }

    private static void DeleteRootWhenEmpty()
    {
        if (Directory.Exists(TestbedLayout.StateRoot) && !Directory.EnumerateFileSystemEntries(TestbedLayout.StateRoot).Any())
        {
            Directory.Delete(TestbedLayout.StateRoot);
        }
    }
}
