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

    public void Ask(Wish wish)
    {
        _open++;
        var key = $"wish-{++_asked}";
        world.Simulator.Clock.After(wish.At, () => Try(wish, key, 1));
    }

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

    private void Try(Wish wish, string key, int count)
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
        Ask(new ApiRequest.Migrate(wish.Vm, wish.Destination, wish.Urgency, wish.Technique, key), answer =>
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

    private void Answered(Wish wish, string key, int count, object answer)
    {
        switch (answer)
        {
            case MigrationView view:
                world.Simulator.Trace.Add("accepted", view.Id, $"{wish.Vm} to {wish.Destination}, {view.Technique}");
                _open--;
                if (wish.CancelAfter is { } after)
                {
                    world.Simulator.Clock.After(after, () => Ask(new ApiRequest.Cancel(view.Id), said => world.Simulator.Trace.Add("cancel said", view.Id, said)));
                }

                break;
            case Refusal { Kind: RefusalKind.Invalid } refusal:
                GiveUp(wish, refusal.Message);
                break;
            case Refusal refusal:
                world.Simulator.Trace.Add("refused", wish.Vm, refusal.Message);
                world.Simulator.Clock.After(_dice.Seconds(2, 8), () => Try(wish, key, count + 1));
                break;
        }
    }

    private void GiveUp(Wish wish, string why)
    {
        world.Simulator.Trace.Add("given up", wish.Vm, why);
        _open--;
    }
}
