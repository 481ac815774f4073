using MigrationActors.Qemu.Qmp;

namespace MigrationActors.Qemu.Commands;

/// <summary>The typed content of events.</summary>
public static class QmpEventReading
{
    /// <returns>The new status that a MIGRATION event tells; null for any other event.</returns>
    public static MigrationStatus? MigrationStatus(this QmpEvent happened) =>
        happened.Name == QmpEventNames.Migration ? MigrationStatusNames.Parse(happened.Data.Text("status")) : null;

    /// <returns>The pass, counted from 1, that a MIGRATION_PASS event says has begun; null for any other event.</returns>
    public static long? MigrationPass(this QmpEvent happened) =>
        happened.Name == QmpEventNames.MigrationPass ? happened.Data.Whole("pass") : null;
}
