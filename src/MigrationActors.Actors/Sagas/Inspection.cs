using MigrationActors.Core.Recovery;
using MigrationActors.Core.Saga;
using MigrationActors.Protocol.Hosts;

namespace MigrationActors.Actors.Sagas;

/// <summary>The two answers to the question where a VM is, as they come in. A host that does not answer is unheard.</summary>
public sealed class Inspection
{
    private HostReply.SourceInspected? _source;
    private HostReply.DestinationInspected? _destination;

    public void Take(IHostReply reply)
    {
        _source = reply as HostReply.SourceInspected ?? _source;
        _destination = reply as HostReply.DestinationInspected ?? _destination;
    }

    public SagaInput.Inspected Result => new(
        _source?.Condition ?? SourceCondition.Unheard, _destination?.Condition ?? DestinationCondition.Unheard, _source?.Outcome, _destination?.ResumedAt);
}
