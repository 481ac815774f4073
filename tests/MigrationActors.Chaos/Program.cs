using MigrationActors.Chaos.Commands;

return await ChaosCommandLine.RunAsync(args);
