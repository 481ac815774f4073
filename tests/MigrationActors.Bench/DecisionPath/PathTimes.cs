namespace MigrationActors.Bench.DecisionPath;

/// <summary>
/// The way from the wish to move a VM to QMP <c>migrate</c> accepted, cut at points that every way has. Each time is the end of
/// its step.
/// </summary>
/// <param name="WantedAt">The client sent its request; the script began.</param>
/// <param name="DecidedAt">The request is taken on, the plan made and both persisted. The script decides nothing.</param>
/// <param name="TapAt">The destination was asked and has the VM's tap.</param>
/// <param name="StartedAt">QEMU runs there, and its monitors listen.</param>
/// <param name="ListeningAt">It was connected to, has its capabilities and awaits the VM; whoever goes on has heard of it.</param>
/// <param name="ReservedAt">The reservation is up on every host. The script reserves nothing.</param>
/// <param name="AcceptedAt">The source's QEMU has accepted <c>migrate</c>.</param>
public sealed record PathTimes(
    DateTimeOffset WantedAt,
    DateTimeOffset DecidedAt,
    DateTimeOffset TapAt,
    DateTimeOffset StartedAt,
    DateTimeOffset ListeningAt,
    DateTimeOffset ReservedAt,
    DateTimeOffset AcceptedAt)
{
    public static IReadOnlyList<string> StepNames { get; } =
    [
        "request taken on, plan made, both persisted",
        "destination asked, tap made",
        "QEMU started at the destination",
        "QMP connected, capabilities set, listening",
        "bandwidth reserved on every host",
        "capabilities set at the source, migrate accepted",
    ];

    public TimeSpan Total => AcceptedAt - WantedAt;

    /// <summary>In the order of <see cref="StepNames"/>.</summary>
    public IReadOnlyList<TimeSpan> Steps
    {
        get
        {
            DateTimeOffset[] ends = [WantedAt, DecidedAt, TapAt, StartedAt, ListeningAt, ReservedAt, AcceptedAt];
            return [.. ends.Zip(ends.Skip(1), (from, to) => to - from)];
        }
    }
}
