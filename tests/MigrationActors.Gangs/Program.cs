using MigrationActors.Gangs.Commands;

return await GangsCommandLine.RunAsync(args);
