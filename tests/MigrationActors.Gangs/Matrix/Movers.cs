using MigrationActors.Core;
using MigrationActors.Core.Reservation;
using MigrationActors.Gangs.Expectation;
using MigrationActors.Gangs.World;
using MigrationActors.Testbed.Namespaces;

namespace MigrationActors.Gangs.Matrix;

/// <summary>The guests of the matrix: a pair and a trio, each of which moves as one, so that it is always on one host.</summary>
public sealed class Movers
{
    private const int FillMiB = 16;
    private static readonly (Mbps Lower, Mbps Upper) Sla = (new Mbps(20), new Mbps(60));
    private static readonly TimeSpan GatherTimeout = TimeSpan.FromMinutes(3);

    private readonly IReadOnlyDictionary<int, IReadOnlyList<GangGuest>> _bySize;

    private Movers(IReadOnlyDictionary<int, IReadOnlyList<GangGuest>> bySize) => _bySize = bySize;

    /// <summary>Boots those that these gangs need.</summary>
    public static async Task<Movers> BootAsync(GangWorld world, IEnumerable<GangKind> gangs, CancellationToken cancellation)
    {
        var bySize = new Dictionary<int, IReadOnlyList<GangGuest>>();
        foreach (var size in gangs.Select(g => g.Size).Distinct().Order())
        {
            var guests = new List<GangGuest>();
            for (var number = 1; number <= size; number++)
            {
                guests.Add(await world.BootAsync($"{(char)('a' + size - 2)}{number}", FillMiB, Sla, cancellation));
            }

            bySize.Add(size, guests);
        }

        return new Movers(bySize);
    }

    public IReadOnlyList<GangGuest> Of(GangKind kind) => _bySize[kind.Size];

    /// <summary>Where these are. Where a run that went wrong has left some behind, they are brought to the first one first.</summary>
    /// <exception cref="TestbedException">They cannot be brought together.</exception>
    public static async Task<string> GatherAsync(GangWorld world, IReadOnlyList<GangGuest> guests, CancellationToken cancellation)
    {
        var home = await world.WhereAsync(guests[0], cancellation);
        foreach (var guest in guests.Skip(1))
        {
            if (await world.WhereAsync(guest, cancellation) != home)
            {
                var moved = await world.Coordinator.MigrateAsync(guest.Name, home, Urgency.High, cancellation: cancellation);
                await world.Coordinator.WaitForEndAsync(moved.Id, GatherTimeout, cancellation);
                if (await world.WhereAsync(guest, cancellation) is var host && host != home)
                {
                    throw new TestbedException($"'{guest.Name}' could not be brought from '{host}' to '{home}', where the others of its gang are.");
                }
            }
        }

        return home;
    }
}
