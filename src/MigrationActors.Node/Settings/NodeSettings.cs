namespace MigrationActors.Node.Settings;

/// <summary>What a node is told by its settings file (see <c>cluster-config/</c>), environment and command line.</summary>
public sealed record NodeSettings
{
    /// <summary>What people call this host.</summary>
    public string Name { get; init; } = "";

    /// <summary>The IP address of this host: remoting, HTTP and migrations use it. Nothing listens on any other.</summary>
    public string Address { get; init; } = "";

    /// <summary>The cluster's TCP port.</summary>
    public int Port { get; init; } = 4053;

    /// <summary>host, storage, coordinator: one or more.</summary>
    public string[] Roles { get; init; } = [];

    /// <summary>All candidates for the coordinator, as <c>address:port</c>: nodes join through them, and most of them make a cluster. The same list on every node.</summary>
    public string[] Seeds { get; init; } = [];

    /// <summary>An Akka configuration file (HOCON), relative to the settings file.</summary>
    public string Akka { get; init; } = "akka.conf";

    public HttpSettings Http { get; init; } = new();

    public LinkSettings Link { get; init; } = new();

    public VmSettings Vms { get; init; } = new();

    public StateSettings State { get; init; } = new();

    public LogSettings Logs { get; init; } = new();

    public SagasSettings Sagas { get; init; } = new();

    public LimitsSettings Limits { get; init; } = new();

    public PersistenceSettings Persistence { get; init; } = new();
}
