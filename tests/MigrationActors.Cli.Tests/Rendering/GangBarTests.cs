using CsCheck;
using MigrationActors.Cli.Rendering;
using MigrationActors.Cli.Terminals;
using MigrationActors.Cli.Tests.Fakes;
using MigrationActors.Protocol.Api;

namespace MigrationActors.Cli.Tests.Rendering;

public sealed class GangBarTests
{
    private static readonly string[] Phases = ["planned", "queued", "reserved", "transferring", "aborting", "completed", "failed", "skipped", "lost"];

    private static readonly Gen<GangView> AnyView = Gen.Select(Gen.Double, Gen.Int[0, Phases.Length - 1]).Array[4]
        .Select(members => GangViews.Gang([.. members.Select((m, i) => GangViews.Member($"vm-{i}", Phases[m.Item2], m.Item1))]));

    [Fact]
    public void Whatever_is_answered_no_bar_runs_backwards() => AnyView.Array[1, 30].Sample(views =>
    {
        var state = GangBarState.Of(GangViews.Gang([.. Enumerable.Range(0, 4).Select(i => GangViews.Member($"vm-{i}", "planned"))]));
        foreach (var view in views)
        {
            var next = state.With(view);
            if (next.Overall < state.Overall || next.Overall > 1 || next.Fractions.Any(f => f.Value < state.Fractions[f.Key] || f.Value > 1))
            {
                return false;
            }

            state = next;
        }

        return true;
    });

    [Fact]
    public void What_has_ended_does_not_begin_again()
    {
        var state = GangBarState.Of(GangViews.Gang(GangViews.Member("web-1", "completed", 1))).With(GangViews.Gang(GangViews.Member("web-1", "planned")));

        state.View.Members[0].Phase.ShouldBe("completed");
        state.Overall.ShouldBe(1);
    }

    [Fact]
    public void Each_member_has_the_same_part_of_the_whole() => GangBarState.Of(GangViews.Gang(
        GangViews.Member("web-1", "completed"), GangViews.Member("db-1", "transferring", 0.5), GangViews.Member("c-1", "planned"), GangViews.Member("d-1", "failed", 0.1)))
        .Overall.ShouldBe(0.4, tolerance: 1e-9);

    [Fact]
    public void Each_member_says_where_it_stands()
    {
        var lines = Lines(
            GangViews.Gang(
                GangViews.Member("web-1", "transferring", 0.5), GangViews.Member("db-1", "queued", waits: "80 Mbit/s are not free."), GangViews.Member("c-1", "failed", 0.1, "no route")),
            width: 100,
            height: 24);

        lines[0].ShouldBe("gang g-1a2b3c4d  3 VMs: 1 moving, 1 waiting, 1 not moved");
        lines[1].ShouldEndWith("20 %  expected 8.00 s in all");
        lines[2].ShouldBe("web-1 → dst  ██████░░░░░░  50 %  transferring (pre-copy), about 2.00 s left");
        lines[3].ShouldBe("db-1  → dst  ░░░░░░░░░░░░   0 %  queued: 80 Mbit/s are not free.");
        lines[4].ShouldBe("c-1   → dst  █░░░░░░░░░░░  10 %  failed: no route");
    }

    [Theory]
    [InlineData(40, 8)]
    [InlineData(80, 24)]
    [InlineData(200, 60)]
    public void A_long_gang_keeps_to_the_terminal(int width, int height)
    {
        var members = Enumerable.Range(0, 256)
            .Select(i => GangViews.Member($"{new string('v', 50)}{i}", Phases[i % Phases.Length], 0.3, waits: new string('w', 300))).ToArray();

        var lines = Lines(GangViews.Gang(members), width, height, "A notice " + new string('n', 300));

        lines.Count.ShouldBeLessThan(height);
        lines.ShouldAllBe(line => line.Length <= width);
        lines.ShouldContain(line => line.StartsWith("… and 2", StringComparison.Ordinal));
    }

    [Fact]
    public void What_moves_is_shown_before_what_waits_or_has_arrived()
    {
        GangMemberView[] members =
        [
            GangViews.Member("a", "completed"), GangViews.Member("b", "planned"), GangViews.Member("c", "transferring"), GangViews.Member("d", "queued"),
            GangViews.Member("e", "failed"), GangViews.Member("f", "reserved"),
        ];

        GangBarText.Choose(members, 3).Select(m => m.Vm).ShouldBe(["c", "e", "f"]);
        GangBarText.Choose(members, 4).Select(m => m.Vm).ShouldBe(["c", "d", "e", "f"]);
        GangBarText.Choose(members, 6).ShouldBe(members);
    }

    private static List<string> Lines(GangView view, int width, int height, string? notice = null)
    {
        var state = GangBarState.Of(view);
        using var text = new StringWriter();
        ConsoleFactory.Create(text, terminal: false, colour: false, width).Write(GangBarText.Render(notice is null ? state : state.WithNotice(notice), width, height));
        return [.. text.ToString().Split('\n').Select(l => l.TrimEnd()).Where(l => l.Length > 0)];
    }
}
