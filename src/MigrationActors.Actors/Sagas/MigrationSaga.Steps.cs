using Akka.Actor;
using Akka.Event;
using MigrationActors.Core.Saga;
using MigrationActors.Protocol.Hosts;

namespace MigrationActors.Actors.Sagas;

/// <content>A step that waits for its hosts: sent, sent again, answered, or over its deadline.</content>
public sealed partial class MigrationSaga
{
    private void Await(SagaEffect effect)
    {
        _inspection = new Inspection(++_looks);
        _pending = new PendingStep(effect, HostCommands.For(effect, _header, _settings, _looks), Now + _settings.DeadlineFor(effect));
        SendOpen();
        Timers.StartPeriodicTimer(nameof(ResendTick), ResendTick.Instance, _settings.ResendInterval);
    }

    private void SendOpen() => Send(_pending!.Open.Select(o => (o.Key, o.Value)));

    private void Resend()
    {
        if (_pending is not { } pending)
        {
            AskAfterSilence();
        }
        else if (!pending.IsOverdue(Now))
        {
            SendOpen();
        }
        else
        {
            var silent = string.Join(" and ", pending.Open.Keys);
            var reason = pending.Objection ?? $"{silent} did not answer in {_settings.DeadlineFor(pending.Effect).TotalSeconds:0} s ({HostCommands.NameOf(pending.Effect)}).";
            StepOver(pending, reason, refused: pending.Objection is not null);
        }
    }

    /// <summary>While it sends, a source is heard several times a second. One that is not may be an agent that has restarted, or worse.</summary>
    private void AskAfterSilence()
    {
        if (_state.Phase.IsTransferring() && Now - _heardAt >= _settings.SilencePatience)
        {
            Take(new SagaInput.Look());
        }
    }

    /// <summary>The definition is known: now the destination can be asked.</summary>
    private void Described(HostReply.VmDescribed described)
    {
        if (_pending is { Effect: SagaEffect.PrepareDestination effect } pending && pending.Open.ContainsKey(effect.Request.Source))
        {
            pending.Answered(effect.Request.Source);
            pending.Next(effect.Request.Destination, HostCommands.Prepare(effect, _header, described.Definition));
            SendOpen();
        }
    }

    /// <summary>The destination of a paused post-copy listens: now the source can go on.</summary>
    private void Listens(HostReply.DestinationListens listens)
    {
        if (_pending is { Effect: SagaEffect.RecoverPostcopy effect } pending && pending.Open.ContainsKey(effect.Request.Destination))
        {
            pending.Answered(effect.Request.Destination);
            pending.Next(effect.Request.Source, HostCommands.Resume(effect, _header));
            SendOpen();
        }
    }

    private void Failed(HostReply.CommandFailed failed)
    {
        // Only the answer that is waited for counts: a late one belongs to a step that is over.
        if (_pending is { } pending && pending.Open.TryGetValue(failed.Host, out var command) && command.GetType().Name == failed.Command)
        {
            if (failed.Passing)
            {
                pending.Objection = $"{failed.Host}: {failed.Reason}";
            }
            else
            {
                StepOver(pending, $"{failed.Host}: {failed.Reason}", refused: true);
            }
        }
    }

    private void StepOver(PendingStep pending, string reason, bool refused)
    {
        _log.Warning("{0}: {1}", _id, reason);
        _pending = null;
        if (!Conclude(pending))
        {
            Take(new SagaInput.StepFailed(reason, refused));
        }
    }

    /// <summary>Ends a step that comes to an end whoever has answered.</summary>
    /// <returns>False for a step that needs its answers.</returns>
    private bool Conclude(PendingStep pending)
    {
        switch (pending.Effect)
        {
            // A rule that is not confirmed gone goes with its lease; it holds nothing up.
            case SagaEffect.ReleaseBandwidth:
                Released([.. pending.Open.Keys]);
                return true;

            // Who has not answered is unheard, which says something too.
            case SagaEffect.Inspect:
                Take(_inspection.Result);
                return true;
            default:
                return false;
        }
    }

    private void Answered(IHostReply reply)
    {
        if (reply is HostReply.BandwidthReserved or HostReply.BandwidthReleased or HostReply.SourceInspected or HostReply.DestinationInspected)
        {
            OneOfSeveral(reply);
        }
        else if (HostReplies.Input(reply) is { } input)
        {
            // Renewed leases say nothing of the transfer: only this counts as hearing of it.
            _heardAt = Now;
            if (HostReplies.Ends(reply, _pending?.Effect))
            {
                _pending = null;
            }

            Take(input);
        }
    }

    /// <summary>Reservations are held, or gone, and the state of things is known, when every host has answered.</summary>
    private void OneOfSeveral(IHostReply reply)
    {
        if (_pending is not { } pending || !HostReplies.Ends(reply, pending.Effect) || _inspection.IsOutdated(reply))
        {
            return;
        }

        _inspection.Take(reply);
        pending.Answered(reply.Host);
        if (!pending.IsAnswered)
        {
            return;
        }

        _pending = null;
        if (!Conclude(pending))
        {
            Take(new SagaInput.ReservationHeld());
        }
    }

    private void Released(IReadOnlyList<string> unconfirmed)
    {
        Take(new SagaInput.ReservationGone(unconfirmed));
        if (_state.Phase == MigrationPhase.Lost)
        {
            Leave();
        }
    }
}
