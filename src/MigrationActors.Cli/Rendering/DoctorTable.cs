using MigrationActors.Cli.Doctor;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace MigrationActors.Cli.Rendering;

/// <summary>The checks, and below them what to do about those that are not fine.</summary>
internal static class DoctorTable
{
    public static IRenderable Of(DoctorReport report)
    {
        var table = Tables.Create().Names("Check").Names("Result").Words("Found");
        foreach (var check in report.Checks)
        {
            table.Add(Tables.Cell(check.Name), Tables.Cell(Word(check.Status), StyleOf(check.Status)), Tables.Cell(check.Found));
        }

        var parts = new List<IRenderable> { table };
        foreach (var same in report.Checks.Where(c => c.Fix is not null).GroupBy(c => (c.Status, c.Fix)))
        {
            var names = string.Join(", ", same.Select(c => c.Name));
            parts.Add(Tables.Cell($"{names} ({Word(same.Key.Status)})", StyleOf(same.Key.Status)));
            parts.Add(new Padder(Tables.Cell(same.Key.Fix)).Padding(2, 0, 0, 0));
        }

        parts.Add(Tables.Cell(Conclusion(report), report.Missing == 0 ? Styles.Good : Styles.Bad));
        return new Rows(parts);
    }

    private static string Conclusion(DoctorReport report) =>
        $"For the role '{report.Role}': {(report.Missing == 0 ? "nothing" : $"{report.Missing}")} missing, {report.Warnings} to look at.";

    private static string Word(CheckStatus status) => status switch
    {
        CheckStatus.Ok => "ok",
        CheckStatus.Warning => "warning",
        _ => "MISSING",
    };

    private static Style StyleOf(CheckStatus status) => status switch
    {
        CheckStatus.Ok => Styles.Good,
        CheckStatus.Warning => Styles.Careful,
        _ => Styles.Bad,
    };
}
