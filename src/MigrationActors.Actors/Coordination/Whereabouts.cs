using MigrationActors.Actors.Sagas;
using MigrationActors.Core;

namespace MigrationActors.Actors.Coordination;

/// <summary>How far each open migration is, as its saga said last, or why it waits. Not persisted: sagas say it again.</summary>
public sealed class Whereabouts
{
    private readonly Dictionary<string, SagaNews> _news = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _waits = new(StringComparer.Ordinal);

    public void Hear(SagaNews news)
    {
        _news[news.MigrationId] = news;
        _waits.Remove(news.MigrationId);
    }

    public void Waits(string id, string reason) => _waits[id] = reason;

    public SagaNews? Find(string id) => _news.GetValueOrDefault(id);

    public string? WaitOf(string id) => _waits.GetValueOrDefault(id);

    /// <summary>What it sends now; nothing where that is not known.</summary>
    public Mbps RateOf(string id) => _news.GetValueOrDefault(id)?.Rate ?? Mbps.Zero;

    /// <summary>What it must have to converge; nothing where that is not known.</summary>
    public Mbps NeedOf(string id) => _news.GetValueOrDefault(id)?.Needs ?? Mbps.Zero;

    public void Forget(string id)
    {
        _news.Remove(id);
        _waits.Remove(id);
    }
}
