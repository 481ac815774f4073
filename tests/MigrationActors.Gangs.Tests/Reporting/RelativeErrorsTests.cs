using MigrationActors.Gangs.Reporting;

namespace MigrationActors.Gangs.Tests.Reporting;

public sealed class RelativeErrorsTests
{
    [Fact]
    public void Errors_are_shares_of_what_was_measured()
    {
        var errors = RelativeErrors.Of([(90, 100), (120, 100), (100, 100)]);
        errors.Count.ShouldBe(3);
        errors.Median.ShouldBe(0.1, tolerance: 1e-9);
        errors.NinetiethPercentile.ShouldBe(0.18, tolerance: 1e-9);
    }

    [Fact]
    public void What_has_no_figure_is_passed_over() => RelativeErrors.Of([(null, 100), (100, null), (100, 0), (50, 100)]).ShouldBe(new RelativeErrors(1, 0.5, 0.5));

    [Fact]
    public void Nothing_has_no_errors() => RelativeErrors.Of([]).ShouldBe(new RelativeErrors(0, 0, 0));
}
