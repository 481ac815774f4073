using Spectre.Console;

namespace MigrationActors.Cli.Waiting;

/// <summary>Progress on a terminal, redrawn in place.</summary>
/// <typeparam name="TState">What is shown; pure.</typeparam>
internal sealed class LiveBar<TView, TState> : IProgressDisplay<TView>
{
    private readonly LiveDisplayContext _live;
    private readonly LiveBarParts<TView, TState> _parts;
    private TState _state;

    private LiveBar(LiveDisplayContext live, LiveBarParts<TView, TState> parts, TState state)
    {
        _live = live;
        _parts = parts;
        _state = state;
    }

    /// <summary>Shows the bar for as long as <paramref name="work"/> runs; the last state stays on the screen.</summary>
    public static Task<T> RunAsync<T>(
        IAnsiConsole console, TState first, LiveBarParts<TView, TState> parts, Func<IProgressDisplay<TView>, Task<T>> work) =>
        console.Live(parts.Render(first)).StartAsync(live => work(new LiveBar<TView, TState>(live, parts, first)));

    public void Show(TView view) => Draw(_parts.With(_state, view));

    public void Say(string sentence) => Draw(_parts.WithNotice(_state, sentence));

    private void Draw(TState state)
    {
        _state = state;
        _live.UpdateTarget(_parts.Render(state));
    }
}
