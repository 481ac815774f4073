using System.CommandLine;
using MigrationActors.Gangs.Expectation;
using MigrationActors.Gangs.Matrix;

namespace MigrationActors.Gangs.Commands;

internal static class MatrixCommand
{
    public static Command Create(CommonOptions common)
    {
        var combinations = Names("--combination", "Traffic of the source and of the destination, such as idle-in; all where it is left out.", [.. Combination.All.Select(c => c.Name)]);
        var gangs = Names("--gang", "Which gangs; all where it is left out.", [.. GangKind.All.Select(k => k.Name)]);
        var command = new Command(
            "matrix", "Moves gangs under combinations of traffic at the source and at the destination, and compares with Algorithm 3. Exit code 0: all as expected, and no violation.")
        {
            combinations, gangs,
        };
        common.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var options = new MatrixOptions(
                Chosen(parsed.GetValue(combinations), Combination.Parse) ?? Combination.All,
                Chosen(parsed.GetValue(gangs), GangKind.Parse) ?? GangKind.All,
                common.PrefixIn(parsed),
                common.LinkIn(parsed));
            var report = await new MatrixSession(options, TimeProvider.System, TrialEnd.Clock(TimeProvider.System)).RunAsync(cancellation);
            return await TrialEnd.OfAsync(report, parsed, common, cancellation);
        });
        return command;
    }

    private static Option<string[]> Names(string name, string description, IReadOnlyList<string> known) => new(name)
    {
        Description = $"{description} With commas between them, or several times: {string.Join(", ", known)}.",
        AllowMultipleArgumentsPerToken = true,
    };

    /// <summary>What the words name; null where there are none.</summary>
    private static List<T>? Chosen<T>(string[]? words, Func<string, T> parse)
    {
        var names = (words ?? []).SelectMany(w => w.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        var chosen = names.Distinct(StringComparer.Ordinal).Select(parse).ToList();
        return chosen.Count > 0 ? chosen : null;
    }
}
