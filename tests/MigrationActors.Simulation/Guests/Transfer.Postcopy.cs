namespace MigrationActors.Simulation.Guests;

/// <content>How a post-copy begins and ends, breaks, and is taken up again.</content>
public sealed partial class Transfer
{
    /// <summary>The stream of a post-copy breaks at one side; the other one notices when it can.</summary>
    public void Break(SimulatedQemu side)
    {
        Settle();
        Pause(side);
        var other = side == Source ? Destination : Source;
        if (IsCut)
        {
            Clock.After(_world.Dice.Seconds(1, 20), () => Pause(other!));
        }
        else
        {
            Clock.After(_world.Dice.Milliseconds(1, 50), () => Pause(other!));
        }
    }

    /// <summary>A cable was cut or mended: of a cut TCP notices soon, or not for a long time.</summary>
    public void CableChanged()
    {
        Changed();
        if (IsNeeded && IsCut && _world.Dice.Chance(0.6))
        {
            Clock.After(_world.Dice.Seconds(0.5, 6), () =>
            {
                if (IsNeeded && IsCut)
                {
                    Break(_world.Dice.Chance(0.5) ? Source : Destination!);
                }
            });
        }
    }

    /// <summary>Goes on after a pause, over a new connection.</summary>
    public void Resume(string address, int port)
    {
        Source.Migration = States.PostcopyRecover;
        var patience = Clock.Elapsed + _world.Dice.Seconds(3, 30);
        Clock.After(_world.Dice.Milliseconds(5, 50), () => Reconnect(address, port, patience));
    }

    private void Reconnect(string address, int port, TimeSpan patience)
    {
        if (!Source.IsAlive || Source.Migration != States.PostcopyRecover)
        {
            return;
        }

        if (IsCut && Clock.Elapsed < patience)
        {
            Clock.After(TimeSpan.FromMilliseconds(500), () => Reconnect(address, port, patience));
            return;
        }

        if (IsCut || _world.Listeners.Find(address, port) != Destination || Destination is not { IsAlive: true, Hangs: false, Migration: States.PostcopyPaused })
        {
            Source.Error = $"Failed to connect to '{address}:{port}'";
            Source.Migration = States.PostcopyPaused;
            return;
        }

        _world.Listeners.Close(Destination);
        Destination.Migration = States.PostcopyRecover;
        Clock.After(_world.Dice.Milliseconds(20, 300), () =>
        {
            if (Source is { IsAlive: true, Migration: States.PostcopyRecover } && Destination is { IsAlive: true, Migration: States.PostcopyRecover })
            {
                Source.Error = null;
                Source.Migration = States.PostcopyActive;
                Destination.Migration = States.PostcopyActive;
                Destination.WaitForPages(blocked: false);
                Changed();
            }
        });
    }

    private void Pause(SimulatedQemu side)
    {
        if (!IsNeeded || !side.IsAlive || !States.IsPostcopy(side.Migration))
        {
            return;
        }

        side.Migration = States.PostcopyPaused;
        if (side == Destination)
        {
            side.WaitForPages(blocked: _world.Dice.Chance(0.4));
        }

        Changed();
    }

    private void TryPostcopy()
    {
        if (!Source.IsAlive || Source.Migration is not (States.Setup or States.Active) || IsPostcopy || !_postcopyOrdered)
        {
            return;
        }

        if (Source.Migration == States.Setup || IsCut || Destination is not { IsAlive: true, Hangs: false } || Source.Hangs)
        {
            Clock.After(TimeSpan.FromMilliseconds(100), TryPostcopy);
            return;
        }

        Settle();
        IsPostcopy = true;
        Leave(Destination);
        Source.Stop(States.FinishMigrate);
        Source.Migration = States.PostcopyActive;
        Destination.Migration = States.PostcopyActive;
        _remaining = Math.Max(_remaining, Math.Min(Source.Guest.Load.WorkingSet, 1 << 20));
        Plan();
        Clock.After(_world.Dice.Milliseconds(1, 60), () => Destination.Run());
    }

    private void CompletePostcopy()
    {
        _ended = Clock.Elapsed;
        Source.Migration = States.Completed;
        Source.Stop(States.PostMigrate);
        Destination!.Migration = States.Completed;
    }
}
