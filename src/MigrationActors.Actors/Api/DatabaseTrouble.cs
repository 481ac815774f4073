using MigrationActors.Protocol.Api;

namespace MigrationActors.Actors.Api;

/// <summary>What is answered where the journal's database is gone, locked or full. The same request may succeed later.</summary>
public static class DatabaseTrouble
{
    public static Refusal HandingOver { get; } = new(RefusalKind.Unavailable, "The coordinator just hands over to another node: ask again.");

    /// <summary>What the database itself said, without what the libraries around it wrap it in.</summary>
    public static string ReasonOf(Exception cause) => cause.GetBaseException().Message.TrimEnd('.');

    /// <summary>A write that was not confirmed may still have happened: only the key makes it safe to ask again.</summary>
    public static Refusal NotRecorded(Exception cause) => new(
        RefusalKind.Unavailable,
        $"The request could not be recorded, because the coordinator's database did not take it ({ReasonOf(cause)}). "
            + $"Ask again when it does; with the same {IdempotencyKey.Header} nothing is begun twice.");

    public static Refusal CoordinatorDown(string reason) => new(
        RefusalKind.Unavailable,
        $"The coordinator could not work with its database ({reason}) and tries again every few seconds. Ask again when the database is back; migrationd's log on the coordinator node says more.");

    public static Refusal SagaDown(string id) => new(
        RefusalKind.Unavailable,
        $"Migration '{id}' waits for the coordinator's database, which does not take what it has to record. It goes on when the database does; ask again.");
}
