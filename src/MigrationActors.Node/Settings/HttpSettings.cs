using MigrationActors.Protocol.Api;

namespace MigrationActors.Node.Settings;

/// <summary>The HTTP API of a coordinator node.</summary>
public sealed record HttpSettings
{
    public int Port { get; init; } = ApiRoutes.DefaultPort;
}
