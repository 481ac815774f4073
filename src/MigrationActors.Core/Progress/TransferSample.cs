using System.Text.Json.Serialization;

namespace MigrationActors.Core.Progress;

/// <summary>One reading of a running transfer, as QEMU's <c>query-migrate</c> gives it; sizes in bytes.</summary>
/// <param name="Total">The VM's memory.</param>
/// <param name="Remaining">What is still to be sent in this pass; grows again when a pass over dirtied memory begins.</param>
/// <param name="Transferred">What has crossed the link so far; only grows.</param>
/// <param name="DirtyBytesPerSecond">How fast the guest wrote during the last pass; 0 where that is not known yet.</param>
public sealed record TransferSample(
    DateTimeOffset At,
    long Total,
    long Remaining,
    long Transferred,
    long DirtySyncCount,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] long DirtyBytesPerSecond = 0);
