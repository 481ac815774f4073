using MigrationActors.Cli.Failures;
using MigrationActors.Cli.Http;
using MigrationActors.Cli.Rendering;
using MigrationActors.Cli.Waiting;
using MigrationActors.Protocol.Api;

namespace MigrationActors.Cli.Commands;

/// <summary>What gangs and drains have in common: they are asked for, and followed to their end.</summary>
internal static class GangFlow
{
    /// <returns>The exit code: done only where every VM went where it was to go.</returns>
    public static async Task<int> RunAsync(
        CommandContext context,
        CoordinatorClient client,
        Printer printer,
        Func<CancellationToken, Task<Answer<GangView>>> ask,
        string who,
        string key,
        bool wait,
        CancellationToken cancellation)
    {
        var accepted = await KeyedRequest.AskAsync(context, ask, who, key, cancellation).ConfigureAwait(false);
        if (!wait)
        {
            printer.Print(accepted, view => $"{GangVerdict.Of(view)} 'migctl status {view.Id}' shows how it goes.");
            return ExitCodes.Done;
        }

        var id = accepted.View.Id;
        var following = WaitAsync(context, client, printer, accepted, cancellation);
        var goesOn = $"Gang {id} goes on without migctl: 'migctl status {id}' shows how, 'migctl cancel {id}' stops it.";
        var ended = await KeyedRequest.FollowAsync(following, goesOn).ConfigureAwait(false);
        printer.Print(ended, GangVerdict.Of);
        return GangVerdict.IsAllDone(ended.View) ? ExitCodes.Done : ExitCodes.Unsuccessful;
    }

    private static Task<Answer<GangView>> WaitAsync(
        CommandContext context, CoordinatorClient client, Printer printer, Answer<GangView> accepted, CancellationToken cancellation)
    {
        var environment = context.Environment;
        var wait = new EndWait<GangView>(token => client.GangAsync(accepted.View.Id, token), view => view.Terminal, environment.Time, environment.Timings);
        Task<Answer<GangView>> Follow(IProgressDisplay<GangView> display) => wait.ToTheEndAsync(accepted, display, cancellation);
        var bars = new LiveBarParts<GangView, GangBarState>(
            (state, view) => state.With(view),
            (state, notice) => state.WithNotice(notice),
            state => GangBarText.Render(state, environment.Width, environment.Height));
        return printer.Live
            ? LiveBar<GangView, GangBarState>.RunAsync(printer.Error, GangBarState.Of(accepted.View), bars, Follow)
            : Follow(new GangLineDisplay(environment.Error));
    }
}
