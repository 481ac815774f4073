using System.Collections.Concurrent;
using MigrationActors.Actors.Vms;
using MigrationActors.Qemu.Vms;

namespace MigrationActors.Actors.Tests.Fakes;

/// <summary>A host's QEMUs; starting, removing and probing can be made to fail, each by its own switch.</summary>
internal sealed class FakeHypervisor : IHypervisor
{
    private readonly ConcurrentDictionary<string, (VmDefinition Definition, FakeQemu Qemu, string? Incoming)> _running = new();
    private readonly ConcurrentQueue<string> _removed = new();

    public HypervisorFacts Facts { get; set; } = new("7.2.22", null);

    public string? StartFails { get; set; }

    public string? RemoveFails { get; set; }

    /// <summary>What a VM that is started becomes.</summary>
    public FakeQemu Next { get; set; } = new();

    public IReadOnlyList<string> Removed => [.. _removed];

    /// <summary>What a sweep finds.</summary>
    public IReadOnlyList<string> Leftovers { get; set; } = [];

    public string? SweepFails { get; set; }

    /// <param name="incoming">The migration its QEMU was started for.</param>
    public FakeQemu Has(VmDefinition definition, FakeQemu? qemu = null, string? incoming = null)
    {
        var running = qemu ?? new FakeQemu();
        _running[definition.Name.Value] = (definition, running, incoming);
        return running;
    }

    public Task<HypervisorFacts> ProbeAsync(CancellationToken cancellation) => Task.FromResult(Facts);

    public int ResidentMiB(VmDefinition definition) => definition.MemoryMiB / 2;

    public long FreeMemoryMiB() => 4096;

    public IReadOnlyList<VmDefinition> Running() => [.. _running.Values.Select(v => v.Definition)];

    public string? IncomingOf(VmDefinition definition) =>
        _running.TryGetValue(definition.Name.Value, out var running) ? running.Incoming : null;

    public Task<IReadOnlyList<string>> SweepAsync(CancellationToken cancellation) =>
        SweepFails is { } why ? Task.FromException<IReadOnlyList<string>>(new HypervisorException(why)) : Task.FromResult(Leftovers);

    public Task StartAsync(VmDefinition definition, string? incoming, CancellationToken cancellation)
    {
        if (StartFails is { } why)
        {
            return Task.FromException(new HypervisorException(why));
        }

        if (incoming is not null)
        {
            Next.RunState = "inmigrate";
        }

        Has(definition, Next, incoming);
        return Task.CompletedTask;
    }

    public IVmConnection Connect(VmDefinition definition) => _running[definition.Name.Value].Qemu.Connect();

    public Task RemoveAsync(VmDefinition definition, CancellationToken cancellation)
    {
        if (RemoveFails is { } why)
        {
            return Task.FromException(new HypervisorException(why));
        }

        _running.TryRemove(definition.Name.Value, out _);
        _removed.Enqueue(definition.Name.Value);
        return Task.CompletedTask;
    }

    public IReadOnlyList<string> TapsOf(VmDefinition definition) => [$"tap-{definition.Name.Value}"];
}
