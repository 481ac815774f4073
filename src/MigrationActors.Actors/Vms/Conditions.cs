using MigrationActors.Core.Recovery;
using MigrationActors.Qemu.Commands;

namespace MigrationActors.Actors.Vms;

/// <summary>What QEMU's two answers, query-status and query-migrate, say about a VM that migrates.</summary>
public static class Conditions
{
    public static SourceCondition OfSource(VmStatus guest, MigrationInfo migration) => migration.Status switch
    {
        MigrationStatus.PostcopyActive or MigrationStatus.PostcopyRecover => SourceCondition.SendingPostcopy,
        MigrationStatus.PostcopyPaused => SourceCondition.PostcopyPaused,
        MigrationStatus.Setup or MigrationStatus.Active or MigrationStatus.PreSwitchover or MigrationStatus.Device or MigrationStatus.Cancelling =>
            SourceCondition.Sending,
        _ when guest.Running => SourceCondition.Runs,
        MigrationStatus.Completed when !migration.IsArrival => SourceCondition.Sent,
        _ => SourceCondition.Stopped,
    };

    public static DestinationCondition OfDestination(VmStatus guest, MigrationInfo migration) => migration.Status switch
    {
        MigrationStatus.PostcopyActive or MigrationStatus.PostcopyRecover => DestinationCondition.RunsPostcopy,
        MigrationStatus.PostcopyPaused => DestinationCondition.PostcopyPaused,

        // The guest runs an instant before QEMU calls the migration completed.
        MigrationStatus.Active or MigrationStatus.Device => DestinationCondition.Receiving,
        _ when guest.Running => DestinationCondition.Runs,
        MigrationStatus.None or MigrationStatus.Setup when guest.State is RunState.InMigrate or RunState.PreLaunch => DestinationCondition.Waiting,
        MigrationStatus.Completed when guest.State == RunState.InMigrate => DestinationCondition.Receiving,
        _ => DestinationCondition.Stopped,
    };
}
