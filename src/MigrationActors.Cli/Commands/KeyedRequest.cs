using MigrationActors.Cli.Failures;
using MigrationActors.Cli.Http;
using MigrationActors.Cli.Rendering;
using MigrationActors.Cli.Waiting;

namespace MigrationActors.Cli.Commands;

/// <summary>Requests that begin something, made for as long as another coordinator may be taking over: with the same key that is safe.</summary>
internal static class KeyedRequest
{
    /// <param name="who">What may be moving although no answer came: a VM's name, or "the gang".</param>
    public static async Task<Answer<T>> AskAsync<T>(
        CommandContext context, Func<CancellationToken, Task<Answer<T>>> ask, string who, string key, CancellationToken cancellation)
    {
        var environment = context.Environment;
        var again = $"'--key {key}' asks for the same again, and begins nothing twice.";
        var poll = new PatientPoll(
            environment.Time, environment.Timings.Retry, environment.Timings.Patience, sentence => environment.Error.WriteLine(Plain.Clean(sentence)));
        try
        {
            return await poll.AskAsync(ask, cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException e)
        {
            throw new InterruptedException($"Interrupted before the coordinator answered: {who} may be moving all the same. Look with 'migctl status'; {again}", e);
        }
        catch (CoordinatorException e) when (e.MayPass && e.Failure != CoordinatorFailure.Unreachable)
        {
            throw new CoordinatorException(e.Failure, $"{e.Message} {who} may be moving all the same: look with 'migctl status'; {again}", e);
        }
    }

    /// <summary>Waits, and says what goes on without migctl where the waiting ends before it does.</summary>
    public static async Task<T> FollowAsync<T>(Task<T> following, string goesOn)
    {
        try
        {
            return await following.ConfigureAwait(false);
        }
        catch (OperationCanceledException e)
        {
            throw new InterruptedException($"No longer waiting. {goesOn}", e);
        }
        catch (CoordinatorException e) when (e.MayPass)
        {
            throw new CoordinatorException(e.Failure, $"{e.Message} {goesOn}", e);
        }
    }
}
