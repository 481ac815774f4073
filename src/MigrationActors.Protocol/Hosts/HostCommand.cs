using MigrationActors.Core;
using MigrationActors.Core.Techniques;

namespace MigrationActors.Protocol.Hosts;

/// <summary>What a saga asks of a host's agent.</summary>
public static class HostCommand
{
    /// <summary>Asks the source for the VM's definition. Answer: <see cref="HostReply.VmDescribed"/>.</summary>
    public sealed record DescribeVm(CommandHeader Header, string Vm) : IHostCommand;

    /// <summary>Start a QEMU that waits for the VM. Answer: <see cref="HostReply.DestinationPrepared"/>.</summary>
    /// <param name="Definition">The VM's definition, JSON.</param>
    public sealed record PrepareDestination(CommandHeader Header, string Vm, string Definition, Technique Technique) : IHostCommand;

    /// <summary>
    /// Reserve bandwidth for one migration flow, as a lease; the same again renews it. Answer: <see cref="HostReply.BandwidthReserved"/>.
    /// </summary>
    /// <param name="Rate">What the migration is guaranteed.</param>
    /// <param name="Lifetime">The lease ends this long after its last renewal, and its rules with it.</param>
    public sealed record ReserveBandwidth(
        CommandHeader Header, ShapingSide Side, Mbps Rate, string SourceAddress, string DestinationAddress, int Port, TimeSpan Lifetime) : IHostCommand;

    /// <summary>Answer: <see cref="HostReply.BandwidthReleased"/>, also where there was no lease.</summary>
    public sealed record ReleaseBandwidth(CommandHeader Header) : IHostCommand;

    /// <summary>Send the VM. Answer: <see cref="HostReply.TransferAccepted"/>; then progress, and how it ended.</summary>
    public sealed record StartTransfer(
        CommandHeader Header, string Vm, Technique Technique, string Address, int Port, Mbps MaxBandwidth) : IHostCommand;

    /// <summary>Switch the running transfer to post-copy. Answer: <see cref="HostReply.PostcopyStarted"/>.</summary>
    public sealed record StartPostcopy(CommandHeader Header, string Vm) : IHostCommand;

    /// <summary>
    /// Stop a transfer that is still pre-copy. Answer: <see cref="HostReply.TransferStopped"/>, or how it ended if it was over first.
    /// </summary>
    public sealed record StopTransfer(CommandHeader Header, string Vm) : IHostCommand;

    /// <summary>Answer, once the VM runs at the destination: <see cref="HostReply.DestinationRuns"/>.</summary>
    public sealed record ConfirmDestination(CommandHeader Header, string Vm) : IHostCommand;

    /// <summary>End the source's QEMU after the VM moved, and remove its tap. Answer: <see cref="HostReply.SourceRetired"/>.</summary>
    public sealed record RetireSource(CommandHeader Header, string Vm) : IHostCommand;

    /// <summary>End the destination's QEMU that waits for the VM; never one that runs it. Answer: <see cref="HostReply.DestinationDiscarded"/>.</summary>
    public sealed record DiscardDestination(CommandHeader Header, string Vm) : IHostCommand;
}
