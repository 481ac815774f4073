using System.CommandLine;
using MigrationActors.Cli.Http;
using MigrationActors.Cli.Input;
using MigrationActors.Cli.Terminals;

namespace MigrationActors.Cli.Commands;

/// <summary>What a command needs to run, read from the command line and the environment.</summary>
internal sealed class CommandContext(CliEnvironment environment, GlobalOptions options)
{
    public CliEnvironment Environment => environment;

    public TimeZoneInfo Zone => environment.Time.LocalTimeZone;

    /// <exception cref="Failures.InvalidInputException">The address is no URL.</exception>
    public CoordinatorClient Connect(ParseResult parsed)
    {
        var addresses = CoordinatorAddress.Choose(parsed.GetValue(options.Coordinator), environment.Variable(CoordinatorAddress.Variable));
        return new CoordinatorClient(addresses, environment.Timings.Request, environment.Time);
    }

    public Printer Printer(ParseResult parsed) => new(environment, parsed.GetValue(options.Json), WithColour(parsed));

    private bool WithColour(ParseResult parsed) =>
        !parsed.GetValue(options.NoColor) && string.IsNullOrEmpty(environment.Variable("NO_COLOR"));
}
