using MigrationActors.Cli.Http;
using MigrationActors.Cli.Terminals;
using MigrationActors.Protocol.Api;

namespace MigrationActors.Cli.Waiting;

/// <summary>Follows a migration to its end.</summary>
internal sealed class MigrationWait(CoordinatorClient client, TimeProvider time, CliTimings timings)
{
    /// <param name="first">The migration as it was accepted.</param>
    /// <returns>The terminal view.</returns>
    /// <exception cref="CoordinatorException">The coordinator stayed away for longer than the patience, or does not know the migration.</exception>
    public async Task<Answer<MigrationView>> ToTheEndAsync(Answer<MigrationView> first, IProgressDisplay display, CancellationToken cancellation)
    {
        var poll = new PatientPoll(time, timings.Poll, timings.Patience, display.Say);
        var latest = first;
        display.Show(latest.View);
        while (!latest.View.Terminal)
        {
            await Task.Delay(timings.Poll, time, cancellation).ConfigureAwait(false);
            latest = await poll.AskAsync(token => client.MigrationAsync(first.View.Id, token), cancellation).ConfigureAwait(false);
            display.Show(latest.View);
        }

        return latest;
    }
}
