using MigrationActors.Testbed.Commands;

return await TestbedCommandLine.RunAsync(args).ConfigureAwait(false);
