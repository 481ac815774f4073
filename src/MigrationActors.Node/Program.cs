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
    var ended = await node.RunAsync();
    if (ended == ExitCode.LeftOut)
    {
        await Console.Error.WriteLineAsync(
            "migrationd: this node was cut off from the majority of the coordinators, or was taken for dead, and has left the cluster. VMs and transfers go on without it. "
            + "Start it again (a service manager does); it joins as soon as it reaches a coordinator.");
    }

    return ended;
}
catch (Exception e) when (e is InvalidSettingsException or JournalException or PortInUseException or LinuxNetException or CommandNotFoundException or IOException or UnauthorizedAccessException)
{
    await Console.Error.WriteLineAsync($"migrationd: {e.Message}");
    return ExitCode.CannotStart;
}
