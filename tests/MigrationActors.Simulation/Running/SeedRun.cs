using MigrationActors.Core.Saga;
using MigrationActors.Protocol.Api;
using MigrationActors.Simulation.Engine;
using MigrationActors.Simulation.Faults;
using MigrationActors.Simulation.Judging;
using MigrationActors.Simulation.Scene;

namespace MigrationActors.Simulation.Running;

/// <summary>
/// One seed from its beginning to its end: things go wrong for a while, then they are mended, then everything has to come to an
/// end of its own, and then nothing may be left.
/// </summary>
public sealed class SeedRun : IDisposable
{
    /// <summary>What a migration may take after the world is mended; a post-copy at a crawl is the longest.</summary>
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(15);

    /// <summary>Leases expire, sagas leave, agents look around.</summary>
    private static readonly TimeSpan Afterwards = TimeSpan.FromSeconds(45);

    private readonly World _world;
    private readonly Play _play;
    private readonly Client _client;
    private readonly FaultPlan _faults;

    private SeedRun(long seed, Sabotage? sabotage, Action<TraceLine>? written)
    {
        _world = new World(seed, new Cast(seed));
        if (written is not null)
        {
            _world.Simulator.Trace.Written += written;
        }

        sabotage?.Invoke(_world);
        _client = new Client(_world);
        _play = new Play(_world);
        _faults = new FaultPlan(_world);
    }

    private Simulator Simulator => _world.Simulator;

    private bool AllIsOver => _client.IsDone && _world.Book.Migrations.All(m => m.IsOver) && !_world.Book.Coordinator.OpenGangs.Any();

    /// <param name="written">Called with each line of the run's story.</param>
    public static SeedResult Of(long seed, Sabotage? sabotage = null, Action<TraceLine>? written = null)
    {
        // What is awaited goes on where it was completed, not on a context that the caller happens to have.
        var callers = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            using var run = new SeedRun(seed, sabotage, written);
            return run.Run();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(callers);
        }
    }

    public void Dispose() => _world.Dispose();

    private SeedResult Run()
    {
        _play.Begin(_client);
        Until(_faults.Until, () => AllIsOver && Simulator.Clock.Elapsed > _play.LastWish);
        _faults.Heal();

        var bound = Simulator.Clock.Elapsed + Bound;
        Until(bound, () => AllIsOver);
        foreach (var open in _world.Book.Migrations.Where(m => !m.IsOver))
        {
            Simulator.Violated("I2", $"{open.Request.Id} ('{open.Request.Vm}' from {open.Request.Source} to {open.Request.Destination}) is {open.Phase} still, {Bound.TotalMinutes:0} minutes after everything was mended. {Where(open)}");
        }

        Until(Simulator.Clock.Elapsed + Afterwards, () => false);
        if (Simulator.Violation is null)
        {
            new FinalCheck(Simulator, _world.Book, _world.Machines, _world.Guests.Values).Look();
            AskForAll();
        }

        return Result();
    }

    private string Where(MigrationRecord open) => string.Join(", ", _world.Machines.SelectMany(m => m.Qemus)
        .Where(q => q.IsAlive && q.Guest.Name == open.Request.Vm).Select(q => $"{q.Name}: {q.RunState}, {q.Migration}"));

    private void AskForAll()
    {
        var check = new ViewCheck(Simulator);
        var open = 0;
        foreach (var record in _world.Book.Migrations)
        {
            open++;
            _client.Ask(new ApiRequest.GetMigration(record.Request.Id), answer =>
            {
                open--;
                check.Look(_world.Book.Find(record.Request.Id)!, answer);
            });
        }

        Until(Simulator.Clock.Elapsed + TimeSpan.FromSeconds(10), () => open == 0);
        if (open > 0)
        {
            Simulator.Violated("I2", $"{open} of {_world.Book.Migrations.Count} questions about migrations had no answer.");
        }
    }

    private void Until(TimeSpan time, Func<bool> isReached)
    {
        var steps = 0;
        while (Simulator.Violation is null && Simulator.Clock.Elapsed < time && (++steps % 64 != 0 || !isReached()) && Simulator.Step())
        {
        }
    }

    private SeedResult Result() => new(
        Simulator.Seed,
        Simulator.Violation,
        Simulator.Trace.Hash,
        Simulator.Steps,
        Simulator.Clock.Elapsed,
        _world.Book.Migrations.GroupBy(m => m.Phase).ToDictionary(g => g.Key, g => g.Count()),
        Simulator.Violation is null ? [] : [.. Simulator.Trace.Latest.Select(l => l.ToString())]);
}
