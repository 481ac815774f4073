using MigrationActors.Core.Bandwidth;
using MigrationActors.Core.Planning;

namespace MigrationActors.Actors.Coordination;

/// <summary>How the coordinator decides.</summary>
public sealed record CoordinatorSettings
{
    public IMigrationPolicy Policy { get; init; } = new ThesisPolicy();

    public BandwidthModelSet Models { get; init; } = BandwidthModelSet.Thesis;

    public PlanningSettings Planning { get; init; } = new();

    /// <summary>A host that was not heard for longer is treated as unreachable; agents announce every second.</summary>
    public TimeSpan HostPatience { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>For so long after taking over, what is not known may only not have announced itself yet; agents do so every second.</summary>
    public TimeSpan TakeoverGrace { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Before a coordinator, or a saga, that stopped for its database is started again.</summary>
    public Backoff RestartBackoff { get; init; } = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10));

    /// <summary>Makes a new migration's id, short enough to read out. Asked again where the id is taken.</summary>
    public Func<string> NewId { get; init; } = () => "m-" + Guid.NewGuid().ToString("N")[..8];

    public Sagas.SagaSettings Sagas { get; init; } = new();
}
