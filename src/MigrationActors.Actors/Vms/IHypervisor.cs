using MigrationActors.Qemu.Vms;

namespace MigrationActors.Actors.Vms;

/// <summary>This host's QEMU: starting VMs, finding those that run, and clearing away what they leave.</summary>
public interface IHypervisor
{
    /// <summary>What this host's QEMU is and can do. Asked once, at start.</summary>
    Task<HypervisorFacts> ProbeAsync(CancellationToken cancellation);

    /// <summary>The VMs whose QEMU runs, whoever started it, as long as it stands in our VM folder.</summary>
    IReadOnlyList<VmDefinition> Running();

    /// <summary>
    /// The migration that the VM's QEMU waits for, or by which the VM arrived; null where it was booted here, or has no QEMU here. Known
    /// also after a restart of the agent.
    /// </summary>
    string? IncomingOf(VmDefinition definition);

    /// <summary>Removes what QEMUs that have ended left on this host while nobody looked after them. What is not ours stays.</summary>
    /// <returns>A sentence for each thing found, for the log.</returns>
    /// <exception cref="HypervisorException">Something could not be removed.</exception>
    Task<IReadOnlyList<string>> SweepAsync(CancellationToken cancellation);

    /// <summary>Starts a VM, or a QEMU that waits for one.</summary>
    /// <param name="incoming">The migration to wait for; null to start the VM.</param>
    /// <exception cref="HypervisorException">It could not be started, and nothing is left of the attempt; the message says why.</exception>
    Task StartAsync(VmDefinition definition, string? incoming, CancellationToken cancellation);

    /// <summary>The connection to a running VM's QEMU: signals in the order they come.</summary>
    IVmConnection Connect(VmDefinition definition);

    /// <summary>
    /// Sees to it that the VM's QEMU has ended (asking it to quit, then by force), and removes its taps and files. Nothing to do
    /// where there is none.
    /// </summary>
    /// <exception cref="HypervisorException">Something could not be removed.</exception>
    Task RemoveAsync(VmDefinition definition, CancellationToken cancellation);

    /// <summary>What of a running VM's memory is in use, in MiB; 0 where it is not known.</summary>
    int ResidentMiB(VmDefinition definition);

    /// <summary>What of this host's memory is free for VMs, in MiB; 0 where it is not known.</summary>
    long FreeMemoryMiB();

    /// <summary>The taps of a VM on this host, in the order of its NICs.</summary>
    IReadOnlyList<string> TapsOf(VmDefinition definition);
}
