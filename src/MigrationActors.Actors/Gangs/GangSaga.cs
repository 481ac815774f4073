using Akka.Actor;
using Akka.Event;
using Akka.Persistence;
using MigrationActors.Actors.Api;
using MigrationActors.Actors.Journals;
using MigrationActors.Core.GangSaga;

namespace MigrationActors.Actors.Gangs;

/// <summary>
/// One gang (Algorithm 3). <see cref="GangSagaLogic"/> decides; this actor persists the events, and only then asks its coordinator to act. Where it cannot
/// persist it stops, and the coordinator begins it again from its journal.
/// </summary>
public sealed class GangSaga : RecordingActor
{
    private readonly string _id;
    private readonly TimeProvider _time;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private GangState _state = GangState.Empty;

    public GangSaga(string id, TimeProvider time)
    {
        _id = id;
        _time = time;
        Recover<GangEvent>(e => _state = _state.Apply(e));
        Recover<RecoveryCompleted>(_ => Take(new GangInput.Resume()));
        Command<GangInput>(Take);
    }

    public override string PersistenceId => $"gang-{_id}";

    /// <summary>Whoever wants it cancelled waits for an answer; what the coordinator says, it says again.</summary>
    protected override void NotRecorded(Exception cause)
    {
        if (!Sender.Equals(Context.Parent))
        {
            Sender.Tell(DatabaseTrouble.NotRecorded(cause));
        }
    }

    private void Take(GangInput input)
    {
        var step = GangSagaLogic.Decide(_state, input, _time.GetUtcNow());
        var left = step.Events.Count;
        if (left == 0)
        {
            Run(step.Effects);
            return;
        }

        PersistAll(step.Events, happened =>
        {
            _state = _state.Apply(happened);
            _log.Debug("{0}: {1}", _id, happened);
            if (--left == 0)
            {
                Run(step.Effects);
            }
        });
    }

    private void Run(IReadOnlyList<GangEffect> effects)
    {
        foreach (var effect in effects)
        {
            switch (effect)
            {
                case GangEffect.BeginMembers e:
                    Context.Parent.Tell(new BeginMembers(_id, e.Migrations));
                    break;
                case GangEffect.CancelMembers e:
                    // With whoever asked, who is answered by the coordinator.
                    Context.Parent.Tell(new CancelMembers(_id, e.Migrations), Sender);
                    break;
                case GangEffect.ReportMembers e:
                    Context.Parent.Tell(new MembersEnded(_id, [.. e.Migrations.Select(Report)]));
                    break;
                case GangEffect.Leave e:
                    Context.Parent.Tell(new GangSagaEnded(_id, e.Outcome));
                    Context.Stop(Self);
                    break;
            }
        }
    }

    private MemberReport Report(string migration)
    {
        var member = _state.Members[migration];
        return new MemberReport(migration, member.Outcome!.Value, member.Reason);
    }
}
