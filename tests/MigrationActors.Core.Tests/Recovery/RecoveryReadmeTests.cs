using MigrationActors.Core.Recovery;

namespace MigrationActors.Core.Tests.Recovery;

/// <summary>The table in the README is the one in the code.</summary>
public sealed class RecoveryReadmeTests
{
    [Fact]
    public void The_readme_prints_the_recovery_table()
    {
        var table = Table();

        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Core.README.md")).ReplaceLineEndings("\n")
            .Contains(table, StringComparison.Ordinal)
            .ShouldBeTrue($"The recovery table in src/MigrationActors.Core/README.md is not the code's. Put this there:\n\n{table}");
    }

    private static string Table()
    {
        var destinations = Enum.GetValues<DestinationCondition>();
        return string.Join('\n',
        [
            Row("source ↓ destination →", destinations.Select(d => d.ToString())),
            Row("---", destinations.Select(_ => "---")),
            .. Enum.GetValues<SourceCondition>().Select(s => Row($"**{s}**", destinations.Select(d => Cell(s, d)))),
        ]);
    }

    private static string Cell(SourceCondition source, DestinationCondition destination)
    {
        var (atOnce, late) = (RecoveryTable.Decide(source, destination), RecoveryTable.AtTheDeadline(source, destination));
        return atOnce == late ? $"{atOnce}" : $"{atOnce} → {late}";
    }

    private static string Row(string first, IEnumerable<string> cells) => $"| {string.Join(" | ", cells.Prepend(first))} |";
}
