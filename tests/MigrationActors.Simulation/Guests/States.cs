namespace MigrationActors.Simulation.Guests;

/// <summary>QEMU's words for where a migration stands (MigrationStatus) and what a guest does (RunState).</summary>
public static class States
{
    public const string None = "none";
    public const string Setup = "setup";
    public const string Active = "active";
    public const string Device = "device";
    public const string PostcopyActive = "postcopy-active";
    public const string PostcopyPaused = "postcopy-paused";
    public const string PostcopyRecover = "postcopy-recover";
    public const string Cancelling = "cancelling";
    public const string Cancelled = "cancelled";
    public const string Completed = "completed";
    public const string Failed = "failed";

    public const string Running = "running";
    public const string Paused = "paused";
    public const string InMigrate = "inmigrate";
    public const string FinishMigrate = "finish-migrate";
    public const string PostMigrate = "postmigrate";

    public static bool IsPostcopy(string migration) => migration is PostcopyActive or PostcopyPaused or PostcopyRecover;

    public static bool IsUnderWay(string migration) => migration is Setup or Active or Device or Cancelling || IsPostcopy(migration);
}
