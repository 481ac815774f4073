using System.Text.Json;
using MigrationActors.Core;

namespace MigrationActors.Qemu.Commands;

/// <summary>How far the copy of the memory is. Bytes unless said; what QEMU does not state is zero.</summary>
/// <param name="Transferred">Sent over the wire so far.</param>
/// <param name="Remaining">Still to be sent in this pass.</param>
/// <param name="Total">The guest's memory.</param>
/// <param name="DuplicatePages">Pages of one repeated byte, which cost next to nothing. A number of pages.</param>
/// <param name="NormalBytes">Sent as whole pages.</param>
/// <param name="DirtySyncCount">Passes begun: 2 or more means that the first full one is over.</param>
/// <param name="DirtyPagesPerSecond">Pages the guest wrote per second during the last pass.</param>
/// <param name="Throughput">As QEMU measured it last.</param>
public sealed record RamProgress(
    long Transferred, long Remaining, long Total, long DuplicatePages, long NormalBytes, long DirtySyncCount, long DirtyPagesPerSecond, Mbps Throughput)
{
    /// <summary>QEMU counts dirty pages in the target's own, which are of 4 KiB on x86.</summary>
    private const long PageBytes = 4096;

    public long DirtyBytesPerSecond => DirtyPagesPerSecond * PageBytes;

    public static RamProgress Parse(JsonElement ram) => new(
        ram.Whole("transferred") ?? 0,
        ram.Whole("remaining") ?? 0,
        ram.Whole("total") ?? 0,
        ram.Whole("duplicate") ?? 0,
        ram.Whole("normal-bytes") ?? 0,
        ram.Whole("dirty-sync-count") ?? 0,
        ram.Whole("dirty-pages-rate") ?? 0,
        new Mbps(Math.Max(0, ram.Real("mbps") ?? 0)));
}
