using MigrationActors.Core.Saga;
using MigrationActors.Protocol.Hosts;

namespace MigrationActors.Actors.Sagas;

/// <summary>A step that waits for its hosts: which command each has not answered yet, and until when.</summary>
public sealed class PendingStep(SagaEffect effect, IEnumerable<(string Host, IHostCommand Command)> commands, DateTimeOffset deadline)
{
    private readonly Dictionary<string, IHostCommand> _open = commands.ToDictionary(c => c.Host, c => c.Command);

    public SagaEffect Effect { get; } = effect;

    public IReadOnlyDictionary<string, IHostCommand> Open => _open;

    /// <summary>What a host said who could not do it just then; it is asked again.</summary>
    public string? Objection { get; set; }

    public bool IsAnswered => _open.Count == 0;

    public void Answered(string host) => _open.Remove(host);

    /// <summary>Asks that host something else for the same step.</summary>
    public void Next(string host, IHostCommand command) => _open[host] = command;

    public bool IsOverdue(DateTimeOffset now) => now >= deadline;
}
