using Akka.Persistence;

namespace MigrationActors.Actors.Coordination;

/// <summary>
/// Reads the journal once as a candidate starts, and ends. Whoever takes over later finds it open and its code compiled, which is
/// worth two seconds. Nothing is ever written under its id.
/// </summary>
public sealed class JournalWarmUp : ReceivePersistentActor
{
    public const string Name = "journal-warm-up";

    public JournalWarmUp() => Recover<RecoveryCompleted>(_ => Context.Stop(Self));

    public override string PersistenceId => Name;
}
