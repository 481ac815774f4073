using MigrationActors.Protocol.Api;

namespace MigrationActors.Actors.Coordination;

/// <summary>
/// Whether there is still time. Asked of new requests only: one that was taken before, under its key, is answered as it was, however late it is asked
/// for again. Pure.
/// </summary>
public static class Deadlines
{
    /// <returns>Why the deadline cannot be taken, or null.</returns>
    public static Refusal? Passed(DateTimeOffset? deadline, string vm, DateTimeOffset now) => deadline is { } at && at <= now
        ? new Refusal(
            RefusalKind.Invalid, $"The deadline {Moment.Text(at)} of '{vm}' has passed (it is {Moment.Text(now)} at the coordinator): name a later one, or none.")
        : null;
}
