using System.Collections.Concurrent;
using MigrationActors.Actors.Shaping;
using MigrationActors.LinuxNet.Failures;

namespace MigrationActors.Actors.Tests.Fakes;

/// <summary>Remembers every tree it was given; applying and taking over can be made to fail, each by its own switch.</summary>
internal sealed class FakeUplinkShaper : IUplinkShaper
{
    private readonly Lock _gate = new();
    private readonly List<LinkTrees> _applied = [];

    public string? ApplyFails { get; set; }

    public string? TakeOverFails { get; set; }

    public IReadOnlyList<string> Leftovers { get; set; } = [];

    /// <summary>What each taking over was told of the agent before.</summary>
    public ConcurrentQueue<(LinkTrees Earlier, RuleNumbers Numbers)> TakenOver { get; } = new();

    public RuleNumbers Numbers { get; set; } = RuleNumbers.None;

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

    public async Task<IReadOnlyList<string>> TakeOverAsync(LinkTrees earlier, RuleNumbers numbers, LinkTrees wanted, CancellationToken cancellation)
    {
        TakenOver.Enqueue((earlier, numbers));
        if (TakeOverFails is { } why)
        {
            throw new Failure(why);
        }

        if (!wanted.IsEmpty)
        {
            await ApplyAsync(wanted, cancellation);
        }

        return Leftovers;
    }

    private sealed class Failure(string message) : LinuxNetException(message);
}
