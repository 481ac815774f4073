namespace MigrationActors.Protocol.Api;

/// <summary>The HTTP API's paths, for the server and its clients. Refusals are <see cref="Refusal"/> bodies with a 4xx or 5xx status.</summary>
public static class ApiRoutes
{
    public const string Hosts = "/v1/hosts";
    public const string Migrations = "/v1/migrations";
    public const string Migration = "/v1/migrations/{id}";
    public const string CancelMigration = "/v1/migrations/{id}/cancel";

    public const string Gangs = "/v1/gangs";
    public const string Gang = "/v1/gangs/{id}";
    public const string CancelGang = "/v1/gangs/{id}/cancel";
    public const string DrainHost = "/v1/hosts/{host}/drain";

    /// <summary>POST what a migration, a gang or a drain is asked for with: the answer is what would be done, and nothing is.</summary>
    public const string PlanMigration = "/v1/plans/migration";
    public const string PlanGang = "/v1/plans/gang";
    public const string PlanDrain = "/v1/plans/drain";

    /// <summary>POST a VM definition (JSON) to start the VM on that host.</summary>
    public const string HostVms = "/v1/hosts/{host}/vms";

    public const int DefaultPort = 4080;
}
