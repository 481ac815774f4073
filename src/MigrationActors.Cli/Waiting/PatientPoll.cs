using System.Globalization;
using MigrationActors.Cli.Http;

namespace MigrationActors.Cli.Waiting;

/// <summary>Asks again while the coordinator is away for a moment: a node restarts, another takes over.</summary>
/// <param name="pause">Between two tries.</param>
/// <param name="patience">From the first failure in a row until giving up.</param>
/// <param name="say">Takes a sentence for the user, once when it is silent and once when it is back.</param>
internal sealed class PatientPoll(TimeProvider time, TimeSpan pause, TimeSpan patience, Action<string> say)
{
    /// <exception cref="CoordinatorException">It stayed away for longer than the patience, or refuses.</exception>
    public async Task<T> AskAsync<T>(Func<CancellationToken, Task<T>> ask, CancellationToken cancellation)
    {
        long? silentSince = null;
        while (true)
        {
            try
            {
                var answer = await ask(cancellation).ConfigureAwait(false);
                if (silentSince is not null)
                {
                    say("The coordinator answers again.");
                }

                return answer;
            }
            catch (CoordinatorException e) when (e.MayPass)
            {
                var first = silentSince is null;
                silentSince ??= time.GetTimestamp();
                if (time.GetElapsedTime(silentSince.Value) >= patience)
                {
                    throw;
                }

                if (first)
                {
                    say($"{e.Message} Trying again for {patience.TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture)} s.");
                }
            }

            await Task.Delay(pause, time, cancellation).ConfigureAwait(false);
        }
    }
}
