using System.Globalization;
using System.Text.Json;

namespace MigrationActors.Qemu.Commands;

/// <summary>The answer to query-migrate, of a source or a destination. Parts that QEMU leaves out are null.</summary>
/// <param name="RawStatus">QEMU's own word; empty where there has been no migration.</param>
/// <param name="Ram">Only a source states it.</param>
/// <param name="TotalTime">From accepting the migration to its end, or to now.</param>
/// <param name="Downtime">By QEMU's own count, which understates it for post-copy.</param>
/// <param name="ExpectedDowntime">What a switchover now would cost.</param>
/// <param name="Error">Why it failed, in QEMU's words.</param>
/// <param name="ListeningPort">The TCP port on which a destination listens.</param>
public sealed record MigrationInfo(
    MigrationStatus Status,
    string RawStatus,
    RamProgress? Ram,
    TimeSpan? TotalTime,
    TimeSpan? Downtime,
    TimeSpan? ExpectedDowntime,
    string? Error,
    int? ListeningPort)
{
    /// <summary>
    /// Whether this tells only how the guest once came here. A QEMU that was a destination answers so until it is a source itself, and
    /// may be told to <c>migrate</c> like one that was none.
    /// </summary>
    public bool IsArrival => Status == MigrationStatus.Completed && Ram is null;

    /// <summary>Whether QEMU has filled in its figures: a source says completed an instant before, when its total time is still zero.</summary>
    public bool HasFigures => TotalTime > TimeSpan.Zero && Ram is not null;

    public static MigrationInfo Parse(JsonElement answer)
    {
        var raw = answer.Text("status") ?? "";
        return new MigrationInfo(
            MigrationStatusNames.Parse(raw),
            raw,
            answer.Member("ram") is { ValueKind: JsonValueKind.Object } ram ? RamProgress.Parse(ram) : null,
            answer.Milliseconds("total-time"),
            answer.Milliseconds("downtime"),
            answer.Milliseconds("expected-downtime"),
            answer.Text("error-desc"),
            PortOf(answer));
    }

    private static int? PortOf(JsonElement answer)
    {
        if (answer.Member("socket-address") is not { ValueKind: JsonValueKind.Array } addresses)
            return null;

        foreach (var address in addresses.EnumerateArray())
        {
            if (int.TryParse(address.Text("port"), NumberStyles.None, CultureInfo.InvariantCulture, out var port))
                return port;
        }

        return null;
    }
}
