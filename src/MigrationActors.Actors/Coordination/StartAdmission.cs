using MigrationActors.Protocol.Api;
using MigrationActors.Qemu.Vms;

namespace MigrationActors.Actors.Coordination;

/// <summary>
/// Whether a VM may be started on a host. Pure. A host sees only its own VMs, so whether the name is free is decided here: a second
/// copy would write to the same disk, and QEMU takes no lock on an image over NFS.
/// </summary>
public static class StartAdmission
{
    /// <returns>The host that may start it, or why none may; exactly one is set.</returns>
    public static (KnownHost? Host, Refusal? Refusal) Decide(ApiRequest.Start wanted, HostTable hosts, CoordinatorState state)
    {
        if (hosts.Find(wanted.Host) is not { IsHypervisor: true } host)
        {
            var names = string.Join(", ", hosts.All.Where(h => h.IsHypervisor).Select(h => h.Name));
            return (null, new Refusal(
                RefusalKind.NotFound, $"There is no host named '{wanted.Host}' that runs VMs. Known: {(names.Length == 0 ? "none yet" : names)}."));
        }

        try
        {
            var name = VmDefinitionReader.Read(wanted.Definition, "in the request").Name.Value;
            return InUse(name, hosts, state) is { } refusal ? (null, refusal) : (host, null);
        }
        catch (InvalidVmDefinitionException e)
        {
            return (null, new Refusal(RefusalKind.Invalid, e.Message));
        }
    }

    private static Refusal? InUse(string name, HostTable hosts, CoordinatorState state)
    {
        if (state.OpenFor(name) is { } open)
        {
            return new Refusal(
                RefusalKind.Conflict,
                $"A VM named '{name}' is migrating from '{open.Request.Source}' to '{open.Request.Destination}' ({open.Request.Id}): choose another name.");
        }

        var holders = hosts.HostsOf(name).Select(h => h.Name).ToList();
        return holders.Count == 0
            ? null
            : new Refusal(RefusalKind.Conflict, $"A VM named '{name}' is already on {string.Join(" and ", holders.Select(h => $"'{h}'"))}: choose another name, or end that one first.");
    }
}
