using System.Globalization;
using MigrationActors.Gangs.World;

namespace MigrationActors.Gangs.Reallocating;

/// <summary>The kernel's figures as rows. Pure.</summary>
public static class ReallocationTable
{
    private const double BitsPerByte = 8;
    private const double BitsPerMegabit = 1e6;

    public const string Heading = "     s  stage   guaranteed: low 1  low 2   high    rest    all reserved   sent: low 1  low 2   high    rest   (Mbit/s)";

    /// <summary>A row for each <paramref name="interval"/>, of what lies nearest behind it.</summary>
    public static IReadOnlyList<ReallocationRow> Of(IReadOnlyList<KernelSample> samples, ReallocationStages stages, TimeSpan interval)
    {
        var rows = new List<ReallocationRow>();
        var from = samples[0];
        var before = from;
        foreach (var sample in samples.Skip(1))
        {
            if (sample.At - before.At >= interval)
            {
                rows.Add(Row(sample, before, from.At, stages));
                before = sample;
            }
        }

        return rows;
    }

    public static string Line(ReallocationRow row) => string.Join(
        ' ',
        Number(row.Seconds, 6),
        row.Stage.PadRight(7),
        Number(row.First.GuaranteedMbps, 17),
        Number(row.Second.GuaranteedMbps, 6),
        Number(row.Late.GuaranteedMbps, 6),
        Number(row.Rest.GuaranteedMbps, 7),
        Number(row.ReservedMbps, 15),
        Number(row.First.SentMbps, 13),
        Number(row.Second.SentMbps, 6),
        Number(row.Late.SentMbps, 6),
        Number(row.Rest.SentMbps, 7));

    private static ReallocationRow Row(KernelSample sample, KernelSample before, DateTimeOffset from, ReallocationStages stages)
    {
        var seconds = (sample.At - before.At).TotalSeconds;
        return new ReallocationRow(
            (sample.At - from).TotalSeconds,
            stages.StageOf(sample),
            Class(stages.Low[0]),
            Class(stages.Low[1]),
            Class(stages.Late),
            Of(sample.Rest, before.Rest),
            sample.Reserved.Sum(c => c.Mbps));

        ClassSample Class(int minor) => Of(sample.Reserved.FirstOrDefault(c => c.Minor == minor), before.Reserved.FirstOrDefault(c => c.Minor == minor));

        // A class that is new has sent all of it since then.
        ClassSample Of(KernelClass? now, KernelClass? then) =>
            new(now?.Mbps, now is null ? null : (now.SentBytes - (then?.SentBytes ?? 0)) * BitsPerByte / BitsPerMegabit / seconds);
    }

    private static string Number(double? value, int width) => (value?.ToString("0.0", CultureInfo.InvariantCulture) ?? "–").PadLeft(width);
}
