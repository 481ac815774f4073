using MigrationActors.Core.Gang;
using MigrationActors.Core.Reservation;
using MigrationActors.Core.Techniques;
using MigrationActors.Gangs.Expectation;
using MigrationActors.Gangs.Matrix;
using MigrationActors.Gangs.World;

namespace MigrationActors.Gangs.Tests.Matrix;

public sealed class ComparisonTests
{
    private const double Total = 187.9;
    private static readonly DateTimeOffset Begin = new(2026, 3, 14, 15, 9, 26, TimeSpan.Zero);

    [Fact]
    public void Two_high_ones_that_share_the_ideal_at_the_same_time_are_as_expected() =>
        Comparison.Of(Expected(), [High("a", 0, 10), High("b", 1, 12)], Total, Kernel(86, 86)).ShouldBeEmpty();

    [Fact]
    public void Another_order_is_told() => Differences([High("b", 0, 10), High("a", 1, 12)]).ShouldBe(["the order is b, a instead of a, b"]);

    [Fact]
    public void Another_technique_is_told() =>
        Differences([High("a", 0, 10, Technique.PreCopy), High("b", 1, 12)]).ShouldBe(["'a' goes by preCopy instead of postCopy"]);

    [Fact]
    public void Parallel_ones_that_follow_each_other_are_told() => Differences([High("a", 0, 10), High("b", 11, 20)]).ShouldBe(["'b' began after the end of 'a'"]);

    [Fact]
    public void A_rate_that_does_not_follow_from_what_the_migration_names_is_told()
    {
        var wrong = High("a", 0, 10);
        wrong = wrong with { Facts = wrong.Facts with { Mbps = 84 } };
        Comparison.Of(Expected(), [wrong, High("b", 1, 12)], Total, Kernel(84, 86))
            .ShouldBe(["'a' has 84 Mbit/s, reserved; of an ideal 172 with 5 available follow 86, reserved"]);
    }

    [Fact]
    public void Rules_that_the_kernel_never_had_are_told() =>
        Comparison.Of(Expected(), [High("a", 0, 10), High("b", 1, 12)], Total, Kernel(86)).ShouldBe(["tc had up to 1 reservations at a time instead of 2"]);

    private static IReadOnlyList<string> Differences(IReadOnlyList<ObservedMember> observed) => Comparison.Of(Expected(), observed, Total, Kernel(86, 86));

    private static IReadOnlyList<MemberFacts> Expected() => [Facts("a", Technique.PostCopy), Facts("b", Technique.PostCopy)];

    private static ObservedMember High(string vm, int beganAfter, int endedAfter, Technique technique = Technique.PostCopy) => new(
        Facts(vm, technique), new MemberFigures(vm, Urgency.High, 172, 20, 60), 5, "completed", Begin.AddSeconds(beganAfter), Begin.AddSeconds(endedAfter));

    private static MemberFacts Facts(string vm, Technique technique) => new(vm, Strategy.Parallel, 1, technique, 86, Reserved: true);

    private static IReadOnlyList<KernelSample> Kernel(params double[] rates) =>
        [new(Begin, [.. rates.Select((rate, i) => new KernelClass(0x100 + i, rate, 0))], null)];
}
