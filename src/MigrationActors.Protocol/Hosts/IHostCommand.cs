namespace MigrationActors.Protocol.Hosts;

/// <summary>A saga's command to a host's agent. It may arrive twice; the second time is answered as the first.</summary>
public interface IHostCommand : IWireMessage
{
    CommandHeader Header { get; }
}
