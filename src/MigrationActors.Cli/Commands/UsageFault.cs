using System.CommandLine;
using MigrationActors.Cli.Rendering;

namespace MigrationActors.Cli.Commands;

/// <summary>What is wrong with a command line, as one sentence and a hint; pure.</summary>
internal static class UsageFault
{
    /// <param name="parsed">A result with errors.</param>
    public static string Describe(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        var name = command is RootCommand ? "migctl" : "migctl " + command.Name;
        return $"{Fault(parsed, command, name)} '{name} --help' shows what it takes.";
    }

    private static string Fault(ParseResult parsed, Command command, string name)
    {
        var missing = Missing(parsed, command).ToList();
        return (parsed.UnmatchedTokens, command, missing.Count) switch
        {
            ([var token, ..], RootCommand, _) => $"'{Plain.Short(token)}' is no command or option of migctl.",
            ([var token, ..], _, 0) => $"'{name}' cannot take '{Plain.Short(token)}'.",
            (_, RootCommand, _) => $"Name a command: {string.Join(", ", command.Subcommands.Select(c => c.Name))}.",
            (_, _, > 0) => $"'{name}' needs {string.Join(" and ", missing)}.",
            _ => string.Join(" ", parsed.Errors.Select(e => e.Message.TrimEnd('.') + ".").Distinct()),
        };
    }

    private static IEnumerable<string> Missing(ParseResult parsed, Command command) => command.Arguments
        .Where(a => a.Arity.MinimumNumberOfValues > 0 && parsed.GetResult(a) is not { Tokens.Count: > 0 })
        .Select(a => a.Name)
        .Concat(command.Options.Where(o => o.Required && parsed.GetResult(o) is not { Tokens.Count: > 0 }).Select(o => $"{o.Name} {o.HelpName}"));
}
