namespace MigrationActors.Protocol.Hosts;

/// <summary>An agent's answer to, or news for, a saga.</summary>
public interface IHostReply : IWireMessage
{
    string MigrationId { get; }

    /// <summary>The host that speaks.</summary>
    string Host { get; }
}
