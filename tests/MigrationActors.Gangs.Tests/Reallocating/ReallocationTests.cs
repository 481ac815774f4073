using MigrationActors.Gangs.Reallocating;
using MigrationActors.Gangs.World;

namespace MigrationActors.Gangs.Tests.Reallocating;

public sealed class ReallocationTests
{
    private const double Link = 200;
    private static readonly DateTimeOffset Begin = new(2026, 3, 14, 15, 9, 26, TimeSpan.Zero);

    /// <summary>The low ones shrink before the high one has its class, and have theirs back after it.</summary>
    private static readonly KernelSample[] Sound =
    [
        At(0.0), At(0.1, 43), At(0.2, 43, 43), At(0.3, 43, 43), At(0.4, 43, 43), At(0.5, 9, 9), At(0.6, 9, 9, 169), At(5.0, 9, 9, 169), At(5.1, 9, 9), At(5.2, 43, 43),
    ];

    [Fact]
    public void What_the_high_one_held_goes_back()
    {
        var (back, violations) = Check(Sound, lateEnded: 5.05);
        violations.ShouldBeEmpty();
        back!.Value.TotalSeconds.ShouldBe(0.15, tolerance: 1e-6);
    }

    [Fact]
    public void Later_than_two_seconds_is_told() =>
        Check(Sound, lateEnded: 3).Violations.ShouldBe(["the low ones had back what they had before only 2.2 s after the high one's end"]);

    [Fact]
    public void Never_is_told() => Check(Sound[..^1], lateEnded: 5.05).Violations.ShouldBe(["the low ones never had back what they had before"]);

    [Fact]
    public void More_than_the_link_is_told() =>
        Check([.. Sound[..7], At(4, 9, 9, 190), .. Sound[7..]], lateEnded: 5.05).Violations.ShouldBe(["208 Mbit/s were guaranteed at a time, more than the link's 200 Mbit/s"]);

    [Fact]
    public void Low_ones_that_do_not_shrink_are_told() =>
        Check([At(0, 43, 43), At(0.1, 43, 43), At(1, 43, 43, 100), At(2, 43, 43)], lateEnded: 2).Violations.Count.ShouldBe(2);

    [Fact]
    public void Without_a_third_reservation_there_are_no_stages() => ReallocationStages.Find(Sound[..6]).ShouldBeNull();

    [Fact]
    public void Rows_tell_what_each_class_sent_since_the_row_before()
    {
        KernelSample[] samples =
        [
            new(Begin, [new(0x100, 43, 1_000_000), new(0x101, 43, 0)], new(0x10, 100, 5_000_000)),
            new(Begin.AddSeconds(0.5), [new(0x100, 43, 3_500_000), new(0x101, 43, 0), new(0x102, 90, 1_250_000)], new(0x10, 100, 5_000_000)),
        ];
        var row = ReallocationTable.Of(samples, ReallocationStages.Find(samples)!, TimeSpan.FromSeconds(0.5)).ShouldHaveSingleItem();
        row.Stage.ShouldBe("during");
        row.First.SentMbps!.Value.ShouldBe(40, tolerance: 1e-9);
        row.Late.SentMbps!.Value.ShouldBe(20, tolerance: 1e-9);
        row.Rest.SentMbps.ShouldBe(0);
        row.ReservedMbps.ShouldBe(176);
    }

    private static (TimeSpan? Back, IReadOnlyList<string> Violations) Check(KernelSample[] samples, double lateEnded) =>
        ReallocationChecks.Of(ReallocationStages.Find(samples)!, samples, Link, Begin.AddSeconds(lateEnded));

    private static KernelSample At(double seconds, params double[] rates) =>
        new(Begin.AddSeconds(seconds), [.. rates.Select((rate, i) => new KernelClass(0x100 + i, rate, 0))], null);
}
