using MigrationActors.Cli;
using MigrationActors.Cli.Doctor;
using MigrationActors.Cli.Terminals;
using MigrationActors.Processes;

return await CliApplication.RunAsync(args, CliEnvironment.OfThisProcess(), HostProbe.OfThisMachine(CommandRunner.Instance));
