using MigrationActors.Core.Recovery;
using MigrationActors.Core.Saga;
using MigrationActors.Protocol.Hosts;

namespace MigrationActors.Actors.Sagas;

/// <summary>The two answers to the question where a VM is, as they come in. A host that does not answer is unheard.</summary>
/// <param name="look">Which of the saga's questions it is.</param>
public sealed class Inspection(int look)
{
    private HostReply.SourceInspected? _source;
    private HostReply.DestinationInspected? _destination;

    /// <summary>An answer to an earlier question says what was, and not what is. One without a number is from an agent that does not know of them.</summary>
    public bool IsOutdated(IHostReply reply) => reply switch
    {
        HostReply.SourceInspected { Look: { } asked } => asked != look,
        HostReply.DestinationInspected { Look: { } asked } => asked != look,
        _ => false,
    };

    public void Take(IHostReply reply)
    {
        _source = reply as HostReply.SourceInspected ?? _source;
        _destination = reply as HostReply.DestinationInspected ?? _destination;
    }

    public SagaInput.Inspected Result => new(
        _source?.Condition ?? SourceCondition.Unheard, _destination?.Condition ?? DestinationCondition.Unheard, _source?.Outcome, _destination?.ResumedAt);
}
