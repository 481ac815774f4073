using MigrationActors.Protocol.Hosts;
using MigrationActors.Qemu.Vms;
using MigrationActors.Simulation.Engine;
using MigrationActors.Simulation.Guests;
using MigrationActors.Simulation.Machines;

namespace MigrationActors.Simulation.Scene;

/// <summary>Which machines and guests a seed has.</summary>
public sealed class Cast(long seed)
{
    private const string Storage = "192.0.2.14";
    private static readonly string[] Workloads = ["transactional", "content-delivery", "batch", "archival"];

    private readonly Dice _dice = Dice.For(seed, "cast");

    public IEnumerable<Machine> Machines(Simulator simulator, string disks)
    {
        var hosts = 2 + _dice.Below(2);
        for (var number = 1; number <= hosts; number++)
        {
            yield return new Machine(simulator, $"h{number}", $"192.0.2.1{number}", [HostAnnouncement.HostRole], disks)
            {
                PostCopyObstacle = _dice.Chance(0.1) ? "userfaultfd is not allowed on this host." : null,
            };
        }

        yield return new Machine(simulator, "nfs1", Storage, [HostAnnouncement.StorageRole], disks);
    }

    public IEnumerable<Guest> Guests(Simulator simulator)
    {
        var count = 1 + _dice.Below(3);
        for (var number = 1; number <= count; number++)
        {
            yield return new Guest(simulator, Definition($"vm{number}"), Load());
        }
    }

    private VmDefinition Definition(string name) => VmDefinitionReader.Read(
        $$"""
        { "name": "{{name}}", "memoryMiB": 256, "nics": [ { "mac": "52:54:00:12:34:56", "bridge": "br0" } ],
          {{(_dice.Chance(0.5) ? $"\"workload\": \"{_dice.Of(Workloads)}\"," : "")}}
          "disks": [ { "source": "nfs://{{Storage}}/vms/{{name}}.img", "format": "raw" } ] }
        """,
        "of the simulation");

    /// <summary>Some guests do not converge at any rate that a link has.</summary>
    private GuestLoad Load()
    {
        var memory = _dice.Between(20e6, 600e6);
        return _dice.Chance(0.12)
            ? new GuestLoad(memory, 400e6, memory)
            : new GuestLoad(memory, _dice.Between(0, 40e6), memory * _dice.Between(0.01, 0.5));
    }
}
