using MigrationActors.Cli.Http;
using MigrationActors.Cli.Terminals;

namespace MigrationActors.Cli.Waiting;

/// <summary>Follows a migration or a gang to its end.</summary>
/// <param name="look">Asks for its latest view.</param>
/// <param name="ended">Whether a view is the last one.</param>
internal sealed class EndWait<TView>(
    Func<CancellationToken, Task<Answer<TView>>> look, Func<TView, bool> ended, TimeProvider time, CliTimings timings)
{
    /// <param name="first">The view with which it was accepted.</param>
    /// <returns>The last view.</returns>
    /// <exception cref="CoordinatorException">The coordinator stayed away for longer than the patience, or does not know it.</exception>
    public async Task<Answer<TView>> ToTheEndAsync(Answer<TView> first, IProgressDisplay<TView> display, CancellationToken cancellation)
    {
        var poll = new PatientPoll(time, timings.Poll, timings.Patience, display.Say);
        var latest = first;
        display.Show(latest.View);
        while (!ended(latest.View))
        {
            await Task.Delay(timings.Poll, time, cancellation).ConfigureAwait(false);
            latest = await poll.AskAsync(look, cancellation).ConfigureAwait(false);
            display.Show(latest.View);
        }

        return latest;
    }
}
