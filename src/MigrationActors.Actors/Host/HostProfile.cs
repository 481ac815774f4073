using MigrationActors.Actors.Vms;
using MigrationActors.Core;
using MigrationActors.LinuxNet.Counters;
using MigrationActors.Protocol.Hosts;
using MigrationActors.Qemu.Vms;

namespace MigrationActors.Actors.Host;

/// <summary>What an agent has learnt of its host lately: the announcement in the making.</summary>
public sealed class HostProfile(HostSettings settings)
{
    private readonly SortedDictionary<string, (VmDefinition Definition, IReadOnlyList<string> Taps, string? MigrationId, string State)> _vms = new(StringComparer.Ordinal);
    private IReadOnlyList<InterfaceRate> _rates = [];

    public HypervisorFacts Facts { get; set; } = new(null, "QEMU has not been asked yet; try again in a few seconds.");

    public void Measured(IReadOnlyList<InterfaceRate> rates) => _rates = rates;

    /// <param name="migrationId">The migration that it waits for or arrived by; null where it was booted here.</param>
    public void Add(VmDefinition definition, IReadOnlyList<string> taps, string? migrationId, string state) =>
        _vms[definition.Name.Value] = (definition, taps, migrationId, state);

    public void Report(string vm, string state)
    {
        if (_vms.TryGetValue(vm, out var known))
        {
            _vms[vm] = known with { State = state };
        }
    }

    public void Remove(string vm) => _vms.Remove(vm);

    public HostAnnouncement Announcement(IHypervisor hypervisor)
    {
        var uplink = _rates.FirstOrDefault(r => r.Index == settings.UplinkIndex)?.Window;
        return new HostAnnouncement(
            settings.Name,
            settings.Address.ToString(),
            settings.Roles,
            settings.Capacity.Link,
            settings.Capacity.Link - settings.Capacity.Allocatable,
            uplink?.Out ?? Mbps.Zero,
            uplink?.In ?? Mbps.Zero,
            Facts.QemuVersion,
            Facts.PostCopyObstacle,
            [.. _vms.Values.Select(v => Announcement(v.Definition, v.Taps, v.MigrationId, v.State, hypervisor.ResidentMiB(v.Definition)))],
            settings.Roles.Contains(HostAnnouncement.HostRole) ? hypervisor.FreeMemoryMiB() : 0);
    }

    private VmAnnouncement Announcement(VmDefinition definition, IReadOnlyList<string> taps, string? migrationId, string state, int residentMiB)
    {
        var rates = _rates.Where(r => taps.Contains(r.Name)).Select(r => r.AsSeenByVm().Window).ToList();
        return new VmAnnouncement(
            definition.Name.Value,
            state,
            definition.MemoryMiB,
            rates.Aggregate(Mbps.Zero, (sum, r) => sum + r.Out),
            rates.Aggregate(Mbps.Zero, (sum, r) => sum + r.In),
            definition.Sla,
            definition.Workload,
            [.. definition.Disks.Select(d => d.Source.NfsServer).OfType<string>().Distinct()],
            migrationId,
            residentMiB);
    }
}
