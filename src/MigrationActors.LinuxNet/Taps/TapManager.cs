using MigrationActors.LinuxNet.Failures;
using MigrationActors.LinuxNet.Host;
using MigrationActors.LinuxNet.Names;
using MigrationActors.Processes;

namespace MigrationActors.LinuxNet.Taps;

/// <summary>Makes and removes the persistent taps that QEMU attaches to. All operations are idempotent.</summary>
public sealed class TapManager(ICommandRunner runner, NetworkFiles files)
{
    /// <summary>Sees to it that the tap of a VM's NIC exists, is a port of <paramref name="bridge"/> and is up.</summary>
    /// <exception cref="TapException">No such bridge, another device has the tap's name, or ip refused.</exception>
    /// <exception cref="MissingPrivilegeException">No CAP_NET_ADMIN.</exception>
    public async Task<InterfaceName> CreateAsync(string vmName, int nic, InterfaceName bridge, CancellationToken cancellation = default)
    {
        if (!files.IsBridge(bridge))
        {
            throw new TapException(files.Exists(bridge)
                ? $"'{bridge}' is not a bridge, so VM '{vmName}' cannot be connected to it. Name a bridge in the VM's definition."
                : $"There is no bridge '{bridge}' on this host for VM '{vmName}'. Create it (ip link add {bridge} type bridge) or name another in the VM's definition.");
        }

        var tap = TapName.For(vmName, nic);
        var isNew = !files.Exists(tap);
        if (!isNew && !files.IsTap(tap.Value))
        {
            throw new TapException($"'{tap}', the tap name of VM '{vmName}', is taken by an interface that is no tap. Rename or remove that interface.");
        }

        // One process, and no cancellation once it runs: it takes milliseconds, and half a tap is nobody's.
        cancellation.ThrowIfCancellationRequested();
        var batch = (isNew ? $"tuntap add dev {tap} mode tap\n" : "") + $"link set dev {tap} address {TapName.AddressFor(vmName, nic)}\nlink set dev {tap} master {bridge} up\n";
        var result = await runner.RunAsync("ip", ["-batch", "-"], batch, CancellationToken.None).ConfigureAwait(false);
        if (!result.Succeeded && isNew)
        {
            await DeleteAsync(tap, CancellationToken.None).ConfigureAwait(false);
        }

        Check(result, $"create the tap {tap} on bridge {bridge} for VM '{vmName}'");
        return tap;
    }

    /// <summary>Removes the tap of a VM's NIC. Nothing to do if there is none.</summary>
    /// <exception cref="TapException">ip refused.</exception>
    /// <exception cref="MissingPrivilegeException">No CAP_NET_ADMIN.</exception>
    public Task DeleteAsync(string vmName, int nic, CancellationToken cancellation = default) =>
        DeleteAsync(TapName.For(vmName, nic), cancellation);

    /// <inheritdoc cref="DeleteAsync(string,int,CancellationToken)"/>
    /// <param name="tap">One of <see cref="List"/>; any other device is left alone.</param>
    public async Task DeleteAsync(InterfaceName tap, CancellationToken cancellation = default)
    {
        if (!TapName.IsOurs(tap.Value))
        {
            throw new TapException($"'{tap}' is not a tap made by MigrationActors and stays.");
        }

        if (!files.IsTap(tap.Value))
        {
            return;
        }

        var result = await runner.RunAsync("ip", ["link", "delete", "dev", tap.Value], cancellation: cancellation).ConfigureAwait(false);
        if (files.Exists(tap))
        {
            Check(result, $"remove the tap {tap}");
        }
    }

    /// <summary>The taps on this host that are named as ours.</summary>
    public IReadOnlyList<InterfaceName> List() =>
        [.. files.Interfaces().Where(n => TapName.IsOurs(n) && files.IsTap(n)).Select(n => new InterfaceName(n))];

    /// <summary>Removes the taps named as ours that belong to none of these VMs and that no program has open.</summary>
    /// <param name="vms">The VMs that are here, by name.</param>
    /// <returns>A sentence for each tap that was found without its VM.</returns>
    /// <exception cref="TapException">ip refused.</exception>
    /// <exception cref="MissingPrivilegeException">No CAP_NET_ADMIN.</exception>
    public async Task<IReadOnlyList<string>> SweepAsync(IReadOnlyList<string> vms, CancellationToken cancellation = default)
    {
        var news = new List<string>();
        foreach (var tap in List().Where(tap => !vms.Any(vm => TapName.IsOf(vm, tap.Value))))
        {
            // The carrier of a tap is the program that has it open: another agent's QEMU, with VMs in another folder.
            if (files.HasCarrier(tap))
            {
                news.Add($"The tap {tap} was left: none of the VMs here has it, but a program uses it.");
                continue;
            }

            await DeleteAsync(tap, cancellation).ConfigureAwait(false);
            news.Add($"The tap {tap} was removed: the QEMU that had it has ended.");
        }

        return news;
    }

    private static void Check(CommandResult result, string attempt)
    {
        MissingPrivilegeException.ThrowIfDenied(result, attempt);
        if (!result.Succeeded)
        {
            throw new TapException($"Could not {attempt}: {result.Complaint.ReplaceLineEndings("; ")}.");
        }
    }
}
