using MigrationActors.Bench.Commands;

return await BenchCommandLine.RunAsync(args);
