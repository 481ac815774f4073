using MigrationActors.Cli.Rendering;
using MigrationActors.Protocol.Api;
using Spectre.Console;

namespace MigrationActors.Cli.Waiting;

/// <summary>The bar on a terminal, redrawn in place.</summary>
internal sealed class LiveBar : IProgressDisplay
{
    private readonly LiveDisplayContext _live;
    private readonly int _width;
    private BarState _state;

    private LiveBar(LiveDisplayContext live, BarState state, int width)
    {
        _live = live;
        _state = state;
        _width = width;
    }

    /// <summary>Shows the bar for as long as <paramref name="work"/> runs; the last state stays on the screen.</summary>
    public static Task<T> RunAsync<T>(IAnsiConsole console, MigrationView first, Func<IProgressDisplay, Task<T>> work)
    {
        var width = console.Profile.Width;
        var state = BarState.Of(first);
        return console.Live(BarText.Render(state, width)).StartAsync(live => work(new LiveBar(live, state, width)));
    }

    public void Show(MigrationView view) => Draw(_state.With(view));

    public void Say(string sentence) => Draw(_state.WithNotice(sentence));

    private void Draw(BarState state)
    {
        _state = state;
        _live.UpdateTarget(BarText.Render(state, _width));
    }
}
