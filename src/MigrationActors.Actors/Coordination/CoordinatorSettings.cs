using MigrationActors.Core.Bandwidth;
using MigrationActors.Core.Ledger;
using MigrationActors.Core.Planning;

namespace MigrationActors.Actors.Coordination;

/// <summary>How the coordinator decides.</summary>
public sealed record CoordinatorSettings
{
    public IMigrationPolicy Policy { get; init; } = new ThesisPolicy();

    public BandwidthModelSet Models { get; init; } = BandwidthModelSet.Thesis;

    public PlanningSettings Planning { get; init; } = new();

    public LedgerSettings Ledger { get; init; } = LedgerSettings.Default;

    /// <summary>
    /// After a migration, its hosts' traffic is measured for so long before a serial member of a gang is planned on it (thesis 4.4.2: "the profiles are
    /// updated"). The agents' window of 5 s, and up to 3 s that a sample, its publication and its announcement may be old, or the migration would be in it.
    /// </summary>
    public TimeSpan SettlingTime { get; init; } = TimeSpan.FromSeconds(9);

    /// <summary>The pause before a gang's member is tried again that could not be begun, or not be cancelled yet.</summary>
    public TimeSpan AskAgain { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>A migration that was taken on and cannot be begun for so long, whatever room there is, fails: a host is not heard, say, or its VM does not answer.</summary>
    public TimeSpan WaitingPatience { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>A host that was not heard for longer is treated as unreachable; agents announce every second.</summary>
    public TimeSpan HostPatience { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>For so long after taking over, what is not known may only not have announced itself yet; agents do so every second.</summary>
    public TimeSpan TakeoverGrace { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Before a coordinator, or a saga, that stopped for its database is started again.</summary>
    public Backoff RestartBackoff { get; init; } = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10));

    /// <summary>Makes a new migration's id, short enough to read out. Asked again where the id is taken.</summary>
    public Func<string> NewId { get; init; } = () => "m-" + Guid.NewGuid().ToString("N")[..8];

    /// <summary>The same for a gang.</summary>
    public Func<string> NewGangId { get; init; } = () => "g-" + Guid.NewGuid().ToString("N")[..8];

    public Sagas.SagaSettings Sagas { get; init; } = new();
}
