namespace MigrationActors.Actors.Coordination;

/// <summary>When a saga that stopped before its migration's end is begun again. Not a tight loop: what stopped it may stay for long.</summary>
public sealed class SagaRestarts(Backoff backoff, TimeProvider time)
{
    /// <summary>One that lived for so long is taken to have been healthy.</summary>
    private static readonly TimeSpan Healthy = TimeSpan.FromSeconds(30);

    private readonly Dictionary<string, (DateTimeOffset StartedAt, int Failures)> _sagas = new(StringComparer.Ordinal);

    public void Started(string id) => _sagas[id] = (time.GetUtcNow(), _sagas.GetValueOrDefault(id).Failures);

    /// <returns>How long to wait before it is begun again.</returns>
    public TimeSpan Stopped(string id)
    {
        var (startedAt, failures) = _sagas.GetValueOrDefault(id, (time.GetUtcNow(), 0));
        var before = time.GetUtcNow() - startedAt >= Healthy ? 0 : failures;
        _sagas[id] = (startedAt, before + 1);
        return backoff.Pause(before);
    }

    public void Ended(string id) => _sagas.Remove(id);
}
