using CsCheck;
using MigrationActors.Cli.Rendering;
using MigrationActors.Cli.Terminals;
using MigrationActors.Cli.Tests.Fakes;
using Spectre.Console;

namespace MigrationActors.Cli.Tests.Rendering;

public sealed class BarTextTests
{
    [Fact]
    public void It_says_who_how_far_and_how_fast()
    {
        var view = Views.Migration("transferring", 0.54, 129_394_278, estimateMs: 12_340, passes: 2);

        var lines = Lines(BarState.Of(view), 80);

        lines[0].ShouldBe("web-1  src → dst  transferring (pre-copy, pass 2)");
        lines[1].ShouldBe(new string('█', 27) + new string('░', 23) + "  54 %  about 12.3 s left");
        lines[2].ShouldBe("123.4 MiB sent, 1000 B to go, 180 Mbit/s (800 reserved)");
    }

    [Fact]
    public void The_technique_is_shown_when_it_is_decided() =>
        Lines(BarState.Of(Views.Migration("profiled")), 80)[0].ShouldBe("web-1  src → dst  profiled");

    [Theory]
    [InlineData(40)]
    [InlineData(80)]
    [InlineData(200)]
    public void It_keeps_to_three_lines_of_the_terminals_width(int width)
    {
        var view = Views.Migration("transferring", 0.999, long.MaxValue, vm: new string('v', 63), estimateMs: 86_400_000, passes: 9999);

        var lines = Lines(BarState.Of(view), width);

        lines.Count.ShouldBe(3);
        lines.ShouldAllBe(line => line.Length <= width);
    }

    [Fact]
    public void More_done_is_never_a_shorter_bar() => Gen.Select(Gen.Double[0, 1], Gen.Double[0, 1], Gen.Int[0, 300]).Sample((a, b, width) =>
        BarText.Bar(Math.Min(a, b), width).Full.Length <= BarText.Bar(Math.Max(a, b), width).Full.Length);

    [Fact]
    public void The_bar_is_as_wide_when_empty_as_when_full() => Gen.Select(Gen.Double[0, 1], Gen.Int[0, 300]).Sample((fraction, width) =>
        BarText.Bar(fraction, width) is var (full, empty) && full.Length + empty.Length == BarText.Bar(1, width).Full.Length);

    private static List<string> Lines(BarState state, int width)
    {
        using var text = new StringWriter();
        ConsoleFactory.Create(text, terminal: false, colour: false, width).Write(BarText.Render(state, width));
        return [.. text.ToString().Split('\n').Select(l => l.TrimEnd()).Where(l => l.Length > 0)];
    }
}
