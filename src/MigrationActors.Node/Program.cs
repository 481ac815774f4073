using MigrationActors.LinuxNet.Failures;
using MigrationActors.Node;
using MigrationActors.Node.Persistence;
using MigrationActors.Node.Settings;
using MigrationActors.Processes;

// migrationd --config FILE [--Section:Key VALUE ...]: one node of the cluster, until it is told to stop.
if (NodeArguments.Parse(args) is not { } arguments)
{
    await Console.Error.WriteLineAsync(NodeArguments.Usage);
    return ExitCode.Usage;
}

try
{
    await using var node = await NodeHost.CreateAsync(arguments);
    await node.RunAsync();
    return ExitCode.Stopped;
}
catch (Exception e) when (e is InvalidSettingsException or JournalException or PortInUseException or LinuxNetException or CommandNotFoundException or IOException or UnauthorizedAccessException)
{
    await Console.Error.WriteLineAsync($"migrationd: {e.Message}");
    return ExitCode.CannotStart;
}
