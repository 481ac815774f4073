using MigrationActors.Processes;

namespace MigrationActors.Qemu.Launch;

/// <summary>Starts a QEMU that detaches itself from us: it answers on its sockets, and lives on when we end.</summary>
internal sealed class QemuDaemon(QemuSettings settings, ICommandRunner commands)
{
    /// <returns>The pid of the detached process.</returns>
    /// <exception cref="QemuLaunchException">The program is missing, or refused to start; its own words are in the message.</exception>
    public async Task<int> StartAsync(string what, VmPaths paths, IReadOnlyList<string> arguments, CancellationToken cancellation)
    {
        CommandResult result;
        try
        {
            // With -daemonize the program returns when its sockets listen.
            result = await commands.RunAsync(settings.Program, arguments, cancellation: cancellation).ConfigureAwait(false);
        }
        catch (CommandNotFoundException e)
        {
            throw new QemuLaunchException($"{what} cannot start: {e.Message}", e);
        }

        if (!result.Succeeded)
            throw new QemuLaunchException($"{what} did not start; QEMU says: {WordsOf(result, paths)}");

        VmDirectory.MakePrivate(paths);
        return QemuProcess.FindPid(paths)
            ?? throw new QemuLaunchException($"{what} started but ended at once; QEMU says: {WordsOf(result, paths)}");
    }

    private static string WordsOf(CommandResult result, VmPaths paths)
    {
        var words = string.Join("\n", new[] { result.Complaint, VmDirectory.LastWords(paths) }.Where(text => text.Length > 0));
        return words.Length > 0 ? words : $"nothing (exit code {result.ExitCode})";
    }
}
