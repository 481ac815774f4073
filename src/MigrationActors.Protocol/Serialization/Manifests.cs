using System.Collections.Frozen;
using MigrationActors.Core.GangSaga;
using MigrationActors.Core.Saga;
using MigrationActors.Protocol.Api;
using MigrationActors.Protocol.Coordination;
using MigrationActors.Protocol.Hosts;

namespace MigrationActors.Protocol.Serialization;

/// <summary>
/// Short versioned names for everything that crosses a wire or is persisted. A name, once released, keeps its meaning: a changed
/// shape gets a new version (<c>.2</c>) and the old one stays readable.
/// </summary>
public static class Manifests
{
    private static readonly (string Manifest, Type Type)[] Table =
    [
        ("saga.requested.1", typeof(SagaEvent.Requested)),
        ("saga.profiled.1", typeof(SagaEvent.Profiled)),
        ("saga.decided.1", typeof(SagaEvent.Decided)),
        ("saga.destination-prepared.1", typeof(SagaEvent.DestinationPrepared)),
        ("saga.bandwidth-reserved.1", typeof(SagaEvent.BandwidthReserved)),
        ("saga.transfer-started.1", typeof(SagaEvent.TransferStarted)),
        ("saga.postcopy-ordered.1", typeof(SagaEvent.PostcopyOrdered)),
        ("saga.transfer-completed.1", typeof(SagaEvent.TransferCompleted)),
        ("saga.switched-over.1", typeof(SagaEvent.SwitchedOver)),
        ("saga.source-retired.1", typeof(SagaEvent.SourceRetired)),
        ("saga.bandwidth-released.1", typeof(SagaEvent.BandwidthReleased)),
        ("saga.abort-decided.1", typeof(SagaEvent.AbortDecided)),
        ("saga.abort-advanced.1", typeof(SagaEvent.AbortAdvanced)),
        ("saga.abort-overtaken.1", typeof(SagaEvent.AbortOvertaken)),
        ("saga.taken-over.1", typeof(SagaEvent.TakenOver)),
        ("saga.outcome-doubted.1", typeof(SagaEvent.OutcomeDoubted)),
        ("saga.reconciled.1", typeof(SagaEvent.Reconciled)),
        ("saga.postcopy-paused.1", typeof(SagaEvent.PostcopyPaused)),
        ("saga.postcopy-resumed.1", typeof(SagaEvent.PostcopyResumed)),
        ("saga.escalated.1", typeof(SagaEvent.Escalated)),
        ("saga.reallocated.1", typeof(SagaEvent.Reallocated)),
        ("saga.completed.1", typeof(SagaEvent.Completed)),
        ("saga.failed.1", typeof(SagaEvent.Failed)),
        ("saga.cancelled.1", typeof(SagaEvent.Cancelled)),
        ("saga.lost.1", typeof(SagaEvent.Lost)),

        ("coord.epoch-raised.1", typeof(CoordinatorEvent.EpochRaised)),
        ("coord.migration-accepted.1", typeof(CoordinatorEvent.MigrationAccepted)),
        ("coord.migration-begun.1", typeof(CoordinatorEvent.MigrationBegun)),
        ("coord.migration-ended.1", typeof(CoordinatorEvent.MigrationEnded)),
        ("coord.gang-accepted.1", typeof(CoordinatorEvent.GangAccepted)),
        ("coord.gang-member-ended.1", typeof(CoordinatorEvent.GangMemberEnded)),
        ("coord.gang-ended.1", typeof(CoordinatorEvent.GangEnded)),

        ("gang.requested.1", typeof(GangEvent.Requested)),
        ("gang.members-begun.1", typeof(GangEvent.MembersBegun)),
        ("gang.cancel-asked.1", typeof(GangEvent.CancelAsked)),
        ("gang.member-ended.1", typeof(GangEvent.MemberEnded)),
        ("gang.ended.1", typeof(GangEvent.Ended)),

        ("host.announcement.1", typeof(HostAnnouncement)),
        ("host.start-vm.1", typeof(StartVm)),

        ("cmd.describe-vm.1", typeof(HostCommand.DescribeVm)),
        ("cmd.prepare-destination.1", typeof(HostCommand.PrepareDestination)),
        ("cmd.reserve-bandwidth.1", typeof(HostCommand.ReserveBandwidth)),
        ("cmd.release-bandwidth.1", typeof(HostCommand.ReleaseBandwidth)),
        ("cmd.start-transfer.1", typeof(HostCommand.StartTransfer)),
        ("cmd.start-postcopy.1", typeof(HostCommand.StartPostcopy)),
        ("cmd.stop-transfer.1", typeof(HostCommand.StopTransfer)),
        ("cmd.confirm-destination.1", typeof(HostCommand.ConfirmDestination)),
        ("cmd.retire-source.1", typeof(HostCommand.RetireSource)),
        ("cmd.discard-destination.1", typeof(HostCommand.DiscardDestination)),
        ("cmd.follow-transfer.1", typeof(HostCommand.FollowTransfer)),
        ("cmd.inspect-source.1", typeof(HostCommand.InspectSource)),
        ("cmd.inspect-destination.1", typeof(HostCommand.InspectDestination)),
        ("cmd.recover-destination.1", typeof(HostCommand.RecoverDestination)),
        ("cmd.resume-postcopy.1", typeof(HostCommand.ResumePostcopy)),
        ("cmd.pause-postcopy.1", typeof(HostCommand.PausePostcopy)),
        ("cmd.adjust-transfer.1", typeof(HostCommand.AdjustTransfer)),

        ("rep.vm-described.1", typeof(HostReply.VmDescribed)),
        ("rep.destination-prepared.1", typeof(HostReply.DestinationPrepared)),
        ("rep.bandwidth-reserved.1", typeof(HostReply.BandwidthReserved)),
        ("rep.bandwidth-released.1", typeof(HostReply.BandwidthReleased)),
        ("rep.transfer-accepted.1", typeof(HostReply.TransferAccepted)),
        ("rep.transfer-progressed.1", typeof(HostReply.TransferProgressed)),
        ("rep.postcopy-started.1", typeof(HostReply.PostcopyStarted)),
        ("rep.transfer-completed.1", typeof(HostReply.TransferCompleted)),
        ("rep.transfer-failed.1", typeof(HostReply.TransferFailed)),
        ("rep.transfer-stopped.1", typeof(HostReply.TransferStopped)),
        ("rep.destination-runs.1", typeof(HostReply.DestinationRuns)),
        ("rep.source-retired.1", typeof(HostReply.SourceRetired)),
        ("rep.destination-discarded.1", typeof(HostReply.DestinationDiscarded)),
        ("rep.source-inspected.1", typeof(HostReply.SourceInspected)),
        ("rep.destination-inspected.1", typeof(HostReply.DestinationInspected)),
        ("rep.postcopy-paused.1", typeof(HostReply.PostcopyPaused)),
        ("rep.destination-listens.1", typeof(HostReply.DestinationListens)),
        ("rep.postcopy-resumed.1", typeof(HostReply.PostcopyResumed)),
        ("rep.command-failed.1", typeof(HostReply.CommandFailed)),

        ("api.migrate.1", typeof(ApiRequest.Migrate)),
        ("api.get-migration.1", typeof(ApiRequest.GetMigration)),
        ("api.list-migrations.1", typeof(ApiRequest.ListMigrations)),
        ("api.cancel.1", typeof(ApiRequest.Cancel)),
        ("api.list-hosts.1", typeof(ApiRequest.ListHosts)),
        ("api.start.1", typeof(ApiRequest.Start)),
        ("api.migrate-gang.1", typeof(ApiRequest.MigrateGang)),
        ("api.drain.1", typeof(ApiRequest.Drain)),
        ("api.plan-migrate.1", typeof(ApiRequest.PlanMigrate)),
        ("api.plan-gang.1", typeof(ApiRequest.PlanGang)),
        ("api.plan-drain.1", typeof(ApiRequest.PlanDrain)),
        ("api.get-gang.1", typeof(ApiRequest.GetGang)),
        ("api.list-gangs.1", typeof(ApiRequest.ListGangs)),
        ("api.cancel-gang.1", typeof(ApiRequest.CancelGang)),
        ("api.refusal.1", typeof(Refusal)),
        ("api.migration.1", typeof(MigrationView)),
        ("api.migrations.1", typeof(MigrationList)),
        ("api.hosts.1", typeof(HostList)),
        ("api.vm-started.1", typeof(VmStartedView)),
        ("api.gang.1", typeof(GangView)),
        ("api.gangs.1", typeof(GangList)),
        ("api.plan.1", typeof(PlanView)),
    ];

    private static readonly FrozenDictionary<string, Type> TypeByManifest = Table.ToFrozenDictionary(e => e.Manifest, e => e.Type);
    private static readonly FrozenDictionary<Type, string> ManifestByType = Table.ToFrozenDictionary(e => e.Type, e => e.Manifest);

    public static IEnumerable<Type> Types => ManifestByType.Keys;

    public static string? Find(Type type) => ManifestByType.GetValueOrDefault(type);

    public static Type? Find(string manifest) => TypeByManifest.GetValueOrDefault(manifest);
}
