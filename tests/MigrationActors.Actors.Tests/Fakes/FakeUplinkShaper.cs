using MigrationActors.Actors.Shaping;
using MigrationActors.LinuxNet.Failures;

namespace MigrationActors.Actors.Tests.Fakes;

/// <summary>Remembers every tree it was given; applying and sweeping can be made to fail, each by its own switch.</summary>
internal sealed class FakeUplinkShaper : IUplinkShaper
{
    private readonly Lock _gate = new();
    private readonly List<LinkTrees> _applied = [];

    public string? ApplyFails { get; set; }

    public string? SweepFails { get; set; }

    public IReadOnlyList<string> Leftovers { get; set; } = [];

    public int Sweeps { get; private set; }

    public IReadOnlyList<LinkTrees> Applied
    {
        get
        {
            lock (_gate)
            {
                return [.. _applied];
            }
        }
    }

    /// <summary>What is on the uplink now.</summary>
    public LinkTrees Now => Applied is [.., var latest] ? latest : LinkTrees.None;

    /// <summary>Takes the latest off the record.</summary>
    public void Forget(int latest)
    {
        lock (_gate)
        {
            _applied.RemoveRange(_applied.Count - latest, latest);
        }
    }

    public Task ApplyAsync(LinkTrees trees, CancellationToken cancellation)
    {
        if (ApplyFails is { } why)
        {
            return Task.FromException(new Failure(why));
        }

        lock (_gate)
        {
            _applied.Add(trees);
        }

        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<string>> SweepAsync(CancellationToken cancellation)
    {
        Sweeps++;
        return SweepFails is { } why ? Task.FromException<IReadOnlyList<string>>(new Failure(why)) : Task.FromResult(Leftovers);
    }

    private sealed class Failure(string message) : LinuxNetException(message);
}
