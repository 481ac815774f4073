namespace MigrationActors.Protocol.Api;

/// <summary>The HTTP API's paths, for the server and its clients. Refusals are <see cref="Refusal"/> bodies with a 4xx or 5xx status.</summary>
public static class ApiRoutes
{
    public const string Hosts = "/v1/hosts";
    public const string Migrations = "/v1/migrations";
    public const string Migration = "/v1/migrations/{id}";
    public const string CancelMigration = "/v1/migrations/{id}/cancel";

    /// <summary>POST a VM definition (JSON) to start the VM on that host.</summary>
    public const string HostVms = "/v1/hosts/{host}/vms";

    public const int DefaultPort = 4080;
}
