using MigrationActors.Protocol.Api;
using MigrationActors.Simulation.Engine;

namespace MigrationActors.Simulation.Scene;

/// <summary>A user who asks for migrations, asks again where no answer comes, and sometimes cancels.</summary>
public sealed class Client(World world)
{
    private const int MostTries = 12;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    private readonly Dice _dice = world.Simulator.Dice("client");
    private int _open;
    private int _asked;

    /// <summary>Whether every wish was granted or given up.</summary>
    public bool IsDone => _open == 0;

    public void Ask(Wish wish) => Ask(wish.At, new Errand(
        wish.Vm, key => new ApiRequest.Migrate(wish.Vm, wish.Destination, wish.Urgency, wish.Technique, key), id => new ApiRequest.Cancel(id), wish.CancelAfter));

    public void Ask(GangWish wish) => Ask(wish.At, new Errand(
        string.Join("+", wish.Members.Select(m => m.Vm)), key => new ApiRequest.MigrateGang(wish.Members, wish.Strategy, key), id => new ApiRequest.CancelGang(id, []), wish.CancelAfter));

    /// <summary>Asks the coordinator something, once.</summary>
    public void Ask(ApiRequest request, Action<object> answered)
    {
        // A request or an answer may be lost with the coordinator it went to.
        if (world.Coordinators.Find() is { } coordinator)
        {
            var answer = new Answer(world.Simulator.System.Provider, said => world.Simulator.Clock.After(_dice.Milliseconds(0.2, 5), () => answered(said)));
            world.Simulator.Trace.Add("request", "client", request);
            world.Simulator.Clock.After(_dice.Milliseconds(0.2, 5), () => world.Simulator.NodeOf(coordinator.Path)?.WhenRunning(() => coordinator.Tell(request, answer)));
        }
    }

    private void Ask(TimeSpan at, Errand errand)
    {
        _open++;
        var key = $"wish-{++_asked}";
        world.Simulator.Clock.After(at, () => Try(errand, key, 1));
    }

    private void Try(Errand wish, string key, int count)
    {
        if (count > MostTries)
        {
            GiveUp(wish, "tried too often");
            return;
        }

        var isAnswered = false;
        var again = world.Simulator.Clock.After(Patience, () =>
        {
            isAnswered = true;
            Try(wish, key, count + 1);
        });
        Ask(wish.Request(key), answer =>
        {
            if (isAnswered)
            {
                return;
            }

            isAnswered = true;
            again.CallOff();
            Answered(wish, key, count, answer);
        });
    }

    private void Answered(Errand wish, string key, int count, object answer)
    {
        switch (answer)
        {
            case MigrationView view:
                Accepted(wish, view.Id, $"{view.Vm} to {view.Destination}, {view.Technique}");
                break;
            case GangView gang:
                Accepted(wish, gang.Id, string.Join(", ", gang.Members.Select(m => $"{m.Vm} to {m.Destination}, {m.Strategy}")));
                break;
            case Refusal { Kind: RefusalKind.Invalid } refusal:
                GiveUp(wish, refusal.Message);
                break;
            case Refusal refusal:
                world.Simulator.Trace.Add("refused", wish.What, refusal.Message);
                world.Simulator.Clock.After(_dice.Seconds(2, 8), () => Try(wish, key, count + 1));
                break;
        }
    }

    private void Accepted(Errand wish, string id, string what)
    {
        world.Simulator.Trace.Add("accepted", id, what);
        _open--;
        if (wish.CancelAfter is { } after)
        {
            world.Simulator.Clock.After(after, () => Ask(wish.Cancel(id), said => world.Simulator.Trace.Add("cancel said", id, said)));
        }
    }

    private void GiveUp(Errand wish, string why)
    {
        world.Simulator.Trace.Add("given up", wish.What, why);
        _open--;
    }
}
