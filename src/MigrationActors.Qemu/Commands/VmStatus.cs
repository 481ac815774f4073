using System.Text.Json;

namespace MigrationActors.Qemu.Commands;

/// <summary>The answer to query-status.</summary>
/// <param name="Raw">QEMU's own word for the state.</param>
/// <param name="Running">Whether the guest's CPUs run.</param>
public sealed record VmStatus(RunState State, string Raw, bool Running)
{
    public static VmStatus Parse(JsonElement answer)
    {
        var raw = answer.Text("status") ?? "";
        return new VmStatus(StateOf(raw), raw, answer.Flag("running"));
    }

    private static RunState StateOf(string raw) => raw switch
    {
        "running" => RunState.Running,
        "paused" => RunState.Paused,
        "inmigrate" => RunState.InMigrate,
        "postmigrate" => RunState.PostMigrate,
        "finish-migrate" => RunState.FinishMigrate,
        "prelaunch" => RunState.PreLaunch,
        "shutdown" => RunState.Shutdown,
        "suspended" => RunState.Suspended,
        "io-error" => RunState.IoError,
        "internal-error" => RunState.InternalError,
        "guest-panicked" => RunState.GuestPanicked,
        "watchdog" => RunState.Watchdog,
        _ => RunState.Other,
    };
}
