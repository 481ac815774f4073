using MigrationActors.Chaos.Plans;
using MigrationActors.Chaos.World;
using MigrationActors.Protocol.Api;
using MigrationActors.Testbed.Namespaces;

namespace MigrationActors.Chaos.Rounds;

/// <summary>One migration as its caller sees it, whatever happens to the coordinator meanwhile.</summary>
public sealed class RequestedMigration(ChaosWorld world, RoundPlan plan, string destination)
{
    private static readonly TimeSpan AcceptTimeout = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan EndTimeout = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(100);

    private string _refusal = "nobody answered";

    /// <summary>Asks for the migration, again where the answer is lost, until it is known.</summary>
    /// <returns>Its id, or null where it was never taken on; then <see cref="Refusal"/> says why.</returns>
    public async Task<string?> RequestAsync(CancellationToken cancellation)
    {
        var until = world.Time.GetUtcNow() + AcceptTimeout;
        do
        {
            try
            {
                return (await world.Coordinator.MigrateAsync(world.Guest.Name, destination, plan.Urgency, plan.Technique, cancellation)).Id;
            }
            catch (Exception e) when (e is HttpRequestException or TestbedException || (e is TaskCanceledException && !cancellation.IsCancellationRequested))
            {
                // The answer was lost, and perhaps not the request: whether there is such a migration, the coordinator's book tells.
                _refusal = e.Message;
                if (await FindAsync(cancellation) is { } id)
                {
                    return id;
                }
            }
        }
        while (world.Time.GetUtcNow() < until);

        return null;
    }

    public string Refusal => _refusal;

    /// <returns>The migration at its end, or as it was last seen where it does not come to one; null where it was never seen.</returns>
    public async Task<MigrationView?> WaitForEndAsync(string id, CancellationToken cancellation)
    {
        var until = world.Time.GetUtcNow() + EndTimeout;
        MigrationView? view = null;
        while (view is not { Terminal: true } && world.Time.GetUtcNow() < until)
        {
            await Task.Delay(LookEvery, cancellation);
            view = await world.Coordinator.TryMigrationAsync(id, cancellation) ?? view;
        }

        return view;
    }

    /// <summary>The newest migration of this guest, if it is to this round's destination and was not there before.</summary>
    private async Task<string?> FindAsync(CancellationToken cancellation)
    {
        await Task.Delay(LookEvery, cancellation);
        return (await world.Coordinator.TryMigrationsAsync(cancellation))?.Migrations
            .Where(m => m.Vm == world.Guest.Name && !Known.Contains(m.Id)).Select(m => m.Id).FirstOrDefault();
    }

    /// <summary>The migrations of earlier rounds.</summary>
    public required IReadOnlySet<string> Known { get; init; }
}
