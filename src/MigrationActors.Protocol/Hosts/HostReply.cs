using MigrationActors.Core.Progress;
using MigrationActors.Core.Recovery;
using MigrationActors.Core.Saga;

namespace MigrationActors.Protocol.Hosts;

/// <summary>What an agent answers or reports. Times are the host's own clock.</summary>
public static class HostReply
{
    public sealed record VmDescribed(string MigrationId, string Host, string Definition) : IHostReply;

    public sealed record DestinationPrepared(string MigrationId, string Host, string Address, int Port) : IHostReply;

    public sealed record BandwidthReserved(string MigrationId, string Host) : IHostReply;

    public sealed record BandwidthReleased(string MigrationId, string Host) : IHostReply;

    public sealed record TransferAccepted(string MigrationId, string Host, DateTimeOffset AcceptedAt) : IHostReply;

    public sealed record TransferProgressed(string MigrationId, string Host, TransferSample Sample) : IHostReply;

    public sealed record PostcopyStarted(string MigrationId, string Host) : IHostReply;

    public sealed record TransferCompleted(
        string MigrationId, string Host, DateTimeOffset? StoppedAt, DateTimeOffset CompletedAt, TransferTotals Totals) : IHostReply;

    /// <param name="SourceRuns">Whether the source's QEMU says it runs the VM.</param>
    public sealed record TransferFailed(string MigrationId, string Host, string Reason, bool SourceRuns) : IHostReply;

    public sealed record TransferStopped(string MigrationId, string Host) : IHostReply;

    public sealed record DestinationRuns(string MigrationId, string Host, DateTimeOffset? ResumedAt) : IHostReply;

    public sealed record SourceRetired(string MigrationId, string Host) : IHostReply;

    public sealed record DestinationDiscarded(string MigrationId, string Host) : IHostReply;

    /// <param name="Outcome">How the transfer ended, where the VM has been sent.</param>
    /// <param name="Look">Which question it answers; null from an agent that does not know of numbers.</param>
    public sealed record SourceInspected(string MigrationId, string Host, SourceCondition Condition, TransferOutcome? Outcome, int? Look = null) : IHostReply;

    /// <inheritdoc cref="SourceInspected" path="/param[@name='Look']"/>
    public sealed record DestinationInspected(string MigrationId, string Host, DestinationCondition Condition, DateTimeOffset? ResumedAt, int? Look = null) : IHostReply;

    /// <summary>The link broke during post-copy.</summary>
    public sealed record PostcopyPaused(string MigrationId, string Host) : IHostReply;

    public sealed record DestinationListens(string MigrationId, string Host) : IHostReply;

    public sealed record PostcopyResumed(string MigrationId, string Host) : IHostReply;

    /// <summary>The command could not be carried out; the reason is a sentence for a person.</summary>
    /// <param name="Passing">The same again may succeed soon: others are about to make room.</param>
    public sealed record CommandFailed(string MigrationId, string Host, string Command, string Reason, bool Passing = false) : IHostReply;
}
