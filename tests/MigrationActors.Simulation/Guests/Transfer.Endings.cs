namespace MigrationActors.Simulation.Guests;

/// <content>How a transfer ends.</content>
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

    private void SwitchOver(double dirty)
    {
        // Whoever hears of what follows may do something to the rate.
        var sending = TimeSpan.FromSeconds(dirty / _rate);
        Source.Stop(States.FinishMigrate);
        Source.Migration = States.Device;
        _remaining = dirty;
        Clock.After(sending + _world.Dice.Milliseconds(2, 60), HandOver);
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
