using MigrationActors.Simulation.Commands;

return await SimulateCommand.Create().Parse(args).InvokeAsync();
