using MigrationActors.Actors.Shaping;
using MigrationActors.LinuxNet.Failures;
using MigrationActors.Simulation.Engine;

namespace MigrationActors.Simulation.Machines;

/// <summary>tc in an agent's hands. An agent that dies in the middle leaves one direction of two.</summary>
public sealed class SimulatedUplink(Simulator simulator, Machine machine, Node agent) : IUplinkShaper
{
    private readonly Dice _dice = simulator.Dice($"tc {agent.Name}");

    /// <summary>A simulated kernel knows rules by their reservation.</summary>
    public RuleNumbers Numbers => RuleNumbers.None;

    public Task ApplyAsync(LinkTrees trees, CancellationToken cancellation)
    {
        simulator.Trace.Add("tc begins", machine.Name);
        return simulator.Ask<bool, TcFailure>(agent, _dice, _dice.Milliseconds(3, 60), () =>
        {
            if (!machine.IsUp)
            {
                return false;
            }

            if (machine.Rules.Trouble is { } trouble)
            {
                simulator.Trace.Add("tc fails", machine.Name, trouble);
                throw new TcFailure(trouble);
            }

            machine.Rules.Become(!agent.IsAlive && _dice.Chance(0.5) ? machine.Rules.Now with { Egress = trees.Egress } : trees);
            return true;
        });
    }

    public Task<IReadOnlyList<string>> TakeOverAsync(LinkTrees earlier, RuleNumbers numbers, LinkTrees wanted, CancellationToken cancellation) =>
        simulator.Ask<IReadOnlyList<string>, TcFailure>(agent, _dice, _dice.Milliseconds(3, 60), () =>
        {
            if (machine.Rules.Trouble is { } trouble)
            {
                throw new TcFailure(trouble);
            }

            var found = KernelRules.Ids(machine.Rules.Now).Except(KernelRules.Ids(wanted)).ToList();
            machine.Rules.Become(wanted);
            return found;
        });

    private sealed class TcFailure(string message) : LinuxNetException(message);
}
