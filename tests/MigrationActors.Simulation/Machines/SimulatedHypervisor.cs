using MigrationActors.Actors.Vms;
using MigrationActors.Qemu.Vms;
using MigrationActors.Simulation.Engine;
using MigrationActors.Simulation.Guests;

namespace MigrationActors.Simulation.Machines;

/// <summary>A machine's QEMUs in an agent's hands.</summary>
public sealed class SimulatedHypervisor(QemuWorld world, Machine machine, Node agent, IReadOnlyDictionary<string, Guest> guests) : IHypervisor
{
    private readonly Dice _dice = world.Simulator.Dice($"hypervisor {agent.Name}");

    public Task<HypervisorFacts> ProbeAsync(CancellationToken cancellation) =>
        world.Simulator.Ask<HypervisorFacts, HypervisorException>(
            agent, _dice, _dice.Milliseconds(30, 300), () => new HypervisorFacts("7.2.22", machine.PostCopyObstacle));

    public IReadOnlyList<VmDefinition> Running() => [.. machine.Qemus.Where(q => q.IsAlive).Select(q => q.Guest.Definition)];

    public Task StartAsync(VmDefinition definition, string? incoming, CancellationToken cancellation)
    {
        var vm = definition.Name.Value;
        world.Simulator.Trace.Add("launch", $"{vm}@{machine.Name}");
        return world.Simulator.Ask<bool, HypervisorException>(agent, _dice, _dice.Milliseconds(30, 400), () =>
        {
            if (!machine.IsUp)
            {
                return false;
            }

            if (machine.LaunchTrouble is { } trouble)
            {
                throw new HypervisorException(trouble);
            }

            if (machine.Find(vm) is not null)
            {
                throw new HypervisorException($"'{vm}' runs on this host already.");
            }

            var qemu = new SimulatedQemu(world, machine.Name, machine.Address, guests[vm], incoming);
            machine.Add(qemu);
            world.Launched(qemu);
            return true;
        });
    }

    public string? IncomingOf(VmDefinition definition) => machine.Find(definition.Name.Value)?.AwaitedBy;

    public Task<IReadOnlyList<string>> SweepAsync(CancellationToken cancellation) =>
        world.Simulator.Ask<IReadOnlyList<string>, HypervisorException>(agent, _dice, _dice.Milliseconds(5, 250), () =>
        {
            if (machine.LaunchTrouble is { } trouble)
            {
                throw new HypervisorException(trouble);
            }

            var left = machine.Taps.Values.Where(vm => machine.Find(vm) is null).Distinct().ToList();
            left.ForEach(machine.RemoveTaps);
            return left;
        });

    public IVmConnection Connect(VmDefinition definition) =>
        machine.Find(definition.Name.Value) is { } qemu ? new QmpLine(qemu, agent) : new NoLine(world, agent);

    public Task RemoveAsync(VmDefinition definition, CancellationToken cancellation)
    {
        var vm = definition.Name.Value;
        world.Simulator.Trace.Add("remove", $"{vm}@{machine.Name}");
        return world.Simulator.Ask<bool, HypervisorException>(agent, _dice, _dice.Milliseconds(5, 250), () =>
        {
            if (machine.LaunchTrouble is { } trouble)
            {
                throw new HypervisorException(trouble);
            }

            if (machine.Find(vm) is { } qemu)
            {
                world.IsEnded(qemu);
                qemu.Die("ended by its agent");
                machine.Forget();
            }

            machine.RemoveTaps(vm);
            return true;
        });
    }

    public int ResidentMiB(VmDefinition definition) => definition.MemoryMiB;

    public long FreeMemoryMiB() => 65536;

    public IReadOnlyList<string> TapsOf(VmDefinition definition) => [$"tap-{definition.Name.Value}"];
}
