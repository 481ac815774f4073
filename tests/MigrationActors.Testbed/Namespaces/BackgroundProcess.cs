using System.Globalization;
using MigrationActors.Processes;

namespace MigrationActors.Testbed.Namespaces;

/// <summary>
/// Starts programs that outlive us, with their output in a file. start-stop-daemon (of dpkg, so always there) does what .NET
/// cannot: it detaches from our terminal, connects the output to a file instead of a pipe that would break with us, and
/// has the pid written before it returns.
/// </summary>
public static class BackgroundProcess
{
    private static readonly TimeSpan EnterTimeout = TimeSpan.FromSeconds(30);

    /// <param name="name">Names the log and the pid file in <paramref name="folder"/>.</param>
    /// <exception cref="TestbedException">The program could not be started, or ended at once.</exception>
    public static async Task<OwnedProcess> StartAsync(
        string networkNamespace, string name, IReadOnlyList<string> command, string folder, CancellationToken cancellation)
    {
        Directory.CreateDirectory(folder);
        var log = Path.Combine(folder, name + ".log");
        var pidFile = Path.Combine(folder, name + ".pid");
        // start-stop-daemon takes a pid file for a sign that the program is running already.
        File.Delete(pidFile);

        var result = await CommandRunner.Instance.RunAsync(
            "start-stop-daemon",
            [
                "--start", "--background", "--make-pidfile", "--pidfile", pidFile, "--output", log,
                // `ip netns exec` becomes the program, so the pid stays the same.
                "--startas", ProgramPath.Find("ip"), "--", "netns", "exec", networkNamespace, .. command,
            ],
            null,
            cancellation).ConfigureAwait(false);
        if (!result.Succeeded)
        {
            throw new TestbedException($"Starting '{name}' ({string.Join(' ', command)}) in '{networkNamespace}' failed: {result.Complaint}");
        }

        var pid = int.Parse((await File.ReadAllTextAsync(pidFile, cancellation).ConfigureAwait(false)).Trim(), CultureInfo.InvariantCulture);
        var process = OwnedProcess.Find(name, pid, log)
            ?? throw new TestbedException($"'{name}' ({string.Join(' ', command)}) ended at once. Its log: {await File.ReadAllTextAsync(log, cancellation).ConfigureAwait(false)}");
        await InsideAsync(process, new NetworkNamespace(networkNamespace), cancellation).ConfigureAwait(false);
        return process;
    }

    /// <summary>
    /// Returns when the process is in the namespace (or has ended, which its caller will notice). Until `ip` has moved over it
    /// belongs to no testbed, and whoever takes one down would miss it.
    /// </summary>
    private static Task InsideAsync(OwnedProcess process, NetworkNamespace space, CancellationToken cancellation) =>
        Until.TrueAsync(
            async token => !process.IsRunning || (await space.PidsAsync(token).ConfigureAwait(false)).Contains(process.Pid),
            EnterTimeout,
            () => $"'{process.Name}' ({process.Pid}) did not enter the network namespace '{space.Name}' within {EnterTimeout.TotalSeconds} s.",
            cancellation);
}
