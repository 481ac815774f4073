using CsCheck;
using MigrationActors.Cli.Rendering;
using MigrationActors.Cli.Tests.Fakes;

namespace MigrationActors.Cli.Tests.Rendering;

public sealed class BarStateTests
{
    private static readonly string[] Phases = ["reserved", "transferring", "aborting", "transferred", "completed", "failed"];

    [Fact]
    public void Whatever_is_answered_the_bar_never_runs_backwards() =>
        Gen.Select(Gen.Double, Gen.Long[0, 1L << 40], Gen.Int[0, Phases.Length - 1])
            .Array[1, 30].Sample(answers =>
            {
                var state = BarState.Of(Views.Migration("requested"));
                foreach (var (fraction, transferred, phase) in answers)
                {
                    var next = state.With(Views.Migration(Phases[phase], fraction, transferred));
                    if (next.Fraction < state.Fraction || next.Fraction > 1 || next.TransferredBytes < state.TransferredBytes
                        || next.View.History.Count < state.View.History.Count)
                    {
                        return false;
                    }

                    state = next;
                }

                return true;
            });

    [Fact]
    public void A_shorter_story_is_older_and_is_not_shown()
    {
        var state = BarState.Of(Views.Migration("transferring", 0.5)).With(Views.Migration("decided", 0.2));

        state.View.Phase.ShouldBe("transferring");
        state.Fraction.ShouldBe(0.5);
    }

    [Fact]
    public void Completed_is_a_full_bar() => BarState.Of(Views.Migration("transferring", 0.5)).With(Views.Migration("completed")).Fraction.ShouldBe(1);

    [Fact]
    public void Failed_is_not() => BarState.Of(Views.Migration("transferring", 0.5)).With(Views.Migration("failed")).Fraction.ShouldBe(0.5);

    [Fact]
    public void A_notice_goes_when_the_next_answer_comes()
    {
        var noticed = BarState.Of(Views.Migration("transferring")).WithNotice("silent");

        noticed.Notice.ShouldBe("silent");
        noticed.With(Views.Migration("transferring")).Notice.ShouldBeNull();
    }
}
