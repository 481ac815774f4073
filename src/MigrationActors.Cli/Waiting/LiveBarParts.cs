using Spectre.Console.Rendering;

namespace MigrationActors.Cli.Waiting;

/// <summary>How a state takes what is new, and how it looks; all pure.</summary>
internal sealed record LiveBarParts<TView, TState>(
    Func<TState, TView, TState> With, Func<TState, string, TState> WithNotice, Func<TState, IRenderable> Render);
