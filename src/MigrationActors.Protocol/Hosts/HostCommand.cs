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
    /// <param name="PostcopyAllowed">A pre-copy that may become a post-copy later: both sides must be ready for it from the start.</param>
    public sealed record PrepareDestination(CommandHeader Header, string Vm, string Definition, Technique Technique, bool PostcopyAllowed = false) : IHostCommand;

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
        CommandHeader Header, string Vm, Technique Technique, string Address, int Port, Mbps MaxBandwidth, bool PostcopyAllowed = false) : IHostCommand;

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

    /// <summary>
    /// Report on the transfer that runs at the source, whoever started it; never start one. Answer as to
    /// <see cref="StartTransfer"/>, or <see cref="HostReply.TransferFailed"/> where there is none.
    /// </summary>
    public sealed record FollowTransfer(CommandHeader Header, string Vm) : IHostCommand;

    /// <summary>Say what is true of the VM at its source; change nothing. Answer: <see cref="HostReply.SourceInspected"/>.</summary>
    /// <param name="Look">Which of the saga's questions this is; the answer repeats it.</param>
    public sealed record InspectSource(CommandHeader Header, string Vm, int? Look = null) : IHostCommand;

    /// <summary>Say what is true of the VM at its destination; change nothing. Answer: <see cref="HostReply.DestinationInspected"/>.</summary>
    /// <inheritdoc cref="InspectSource" path="/param"/>
    public sealed record InspectDestination(CommandHeader Header, string Vm, int? Look = null) : IHostCommand;

    /// <summary>Make the destination of a paused post-copy listen anew. Answer: <see cref="HostReply.DestinationListens"/>.</summary>
    public sealed record RecoverDestination(CommandHeader Header, string Vm, string Address, int Port) : IHostCommand;

    /// <summary>Go on with a paused post-copy at its source. Answer: <see cref="HostReply.PostcopyResumed"/>.</summary>
    public sealed record ResumePostcopy(CommandHeader Header, string Vm, string Address, int Port, Mbps MaxBandwidth) : IHostCommand;

    /// <summary>Break a post-copy that hangs, at its source; then it can be recovered. No answer of its own: it shows.</summary>
    public sealed record PausePostcopy(CommandHeader Header, string Vm) : IHostCommand;

    /// <summary>Change the running pre-copy. No answer of its own.</summary>
    /// <param name="MaxBandwidth">QEMU's cap from now on, or null to leave it.</param>
    /// <param name="Throttle">Whether to slow the guest's CPUs down.</param>
    public sealed record AdjustTransfer(CommandHeader Header, string Vm, Mbps? MaxBandwidth, bool Throttle) : IHostCommand;
}
