using MigrationActors.Simulation.Engine;

namespace MigrationActors.Simulation.Guests;

/// <content>How a transfer ends, or breaks and is taken up again.</content>
public sealed partial class Transfer
{
    /// <summary>One of the two processes has ended.</summary>
    public void Ended(SimulatedQemu which)
    {
        Settle();
        _next?.CallOff();
        _rate = 0;
        if (_ended is not null || (HandedOver && !IsPostcopy))
        {
            return;
        }

        if (IsPostcopy)
        {
            // Who is left waits for the other one.
            var other = which == Source ? Destination : Source;
            WhenReachable(_world.Dice.Milliseconds(50, 800), () => Pause(other!));
        }
        else if (which == Source)
        {
            _ended = Clock.Elapsed;
            EndDestination("load of migration failed: Input/output error");
        }
        else
        {
            WhenReachable(TimeSpan.FromMilliseconds(70), () => EndUnmoved(States.Failed, "Unable to write to socket: Connection reset by peer"));
        }
    }

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

    private void SwitchOver(double dirty)
    {
        Source.Stop(States.FinishMigrate);
        Source.Migration = States.Device;
        _remaining = dirty;
        Clock.After(TimeSpan.FromSeconds(dirty / _rate) + _world.Dice.Milliseconds(2, 60), HandOver);
    }

    private void HandOver()
    {
        if (Source is not { IsAlive: true, Migration: States.Device } || Destination is not { IsAlive: true } there)
        {
            return;
        }

        if (IsCut || there.Hangs || Source.Hangs)
        {
            Clock.After(TimeSpan.FromMilliseconds(250), HandOver);
            return;
        }

        if (_world.Dice.Chance(_world.RejectsState))
        {
            there.Die("load of migration failed: the devices' state was rejected");
            return;
        }

        Leave(there);
        _transferred += _remaining;
        _remaining = 0;
        there.Migration = States.Completed;
        // Mostly at once; a host that is short of memory takes its time.
        Clock.After(_world.Dice.Chance(0.1) ? _world.Dice.Milliseconds(40, 1500) : _world.Dice.Milliseconds(0, 40), there.Run);
        Clock.After(_world.Dice.Milliseconds(0, 40), () =>
        {
            if (Source.IsAlive)
            {
                _ended = Clock.Elapsed;
                Source.Migration = States.Completed;
                Source.Stop(States.PostMigrate);
            }
        });
    }

    private void Leave(SimulatedQemu to)
    {
        HandedOver = true;
        Source.Guest.HandOver(to);
    }

    /// <summary>The guest goes on where it was.</summary>
    private void EndUnmoved(string how, string? error)
    {
        if (_ended is not null || HandedOver || !Source.IsAlive || !States.IsUnderWay(Source.Migration))
        {
            return;
        }

        Settle();
        _next?.CallOff();
        _ended = Clock.Elapsed;
        Source.Error = error;
        Source.Migration = how;
        if (Source.RunState == States.FinishMigrate)
        {
            Clock.After(_world.Dice.Milliseconds(0, 60), Source.Run);
        }

        EndDestination("load of migration failed: Input/output error");
    }

    /// <summary>A destination whose stream ends before the guest has arrived ends itself, as soon as it hears of it.</summary>
    private void EndDestination(string reason)
    {
        if (Destination is { IsAlive: true } there && !HandedOver)
        {
            WhenReachable(_world.Dice.Milliseconds(5, 100), () => there.WhenResponsive(outOfBand: true, () => there.Die(reason)));
        }
    }

    private void WhenReachable(TimeSpan delay, Action action) => Clock.After(delay, () =>
    {
        if (IsCut)
        {
            WhenReachable(TimeSpan.FromMilliseconds(300), action);
        }
        else
        {
            action();
        }
    });
}
