using System.Net;
using Akka.Actor;
using Akka.Configuration;
using Akka.Hosting;
using MigrationActors.Node.Cluster;
using MigrationActors.Node.Http;
using MigrationActors.Node.Logging;
using MigrationActors.Node.Persistence;
using MigrationActors.Node.Settings;
using MigrationActors.Protocol.Hosts;
using Serilog;

namespace MigrationActors.Node;

/// <summary>The composition root: a running node from its arguments. Only a coordinator node opens HTTP.</summary>
public sealed class NodeHost : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly TrafficLog? _trafficLog;

    private NodeHost(IHost host, TrafficLog? trafficLog)
    {
        _host = host;
        _trafficLog = trafficLog;
    }

    /// <exception cref="InvalidSettingsException">The settings cannot be used.</exception>
    /// <exception cref="JournalException">A coordinator's journal cannot be worked with.</exception>
    /// <exception cref="PortInUseException">Somebody else listens where this node has to.</exception>
    public static async Task<NodeHost> CreateAsync(NodeArguments arguments)
    {
        var settings = SettingsReader.Read(arguments.ConfigFile, arguments.Overrides);
        var hocon = SettingsReader.ReadAkka(arguments.ConfigFile, settings);
        CheckPorts(settings);
        if (IsCoordinator(settings))
        {
            await JournalCheck.RunAsync(Journals.Of(settings.Persistence));
        }

        var trafficLog = CarriesTraffic(settings) ? new TrafficLog(settings.Logs.Directory) : null;
        var parts = trafficLog is null ? null : await HostNode.CreateAsync(settings, trafficLog);
        return new NodeHost(Build(settings, hocon, parts), trafficLog);
    }

    /// <summary>Runs until it is told to stop, or until the cluster no longer has it.</summary>
    /// <returns>What the program ends with; see <see cref="ExitCode"/>.</returns>
    public async Task<int> RunAsync()
    {
        await _host.StartAsync();
        var shutdown = CoordinatedShutdown.Get(_host.Services.GetRequiredService<ActorSystem>());
        await _host.WaitForShutdownAsync();
        return shutdown.ShutdownReason is CoordinatedShutdown.ClusterDowningReason ? ExitCode.LeftOut : ExitCode.Stopped;
    }

    public async ValueTask DisposeAsync()
    {
        await ((IAsyncDisposable)_host).DisposeAsync();
        _trafficLog?.Dispose();
    }

    private static IHost Build(NodeSettings settings, Config hocon, HostNode? parts)
    {
        if (!IsCoordinator(settings))
        {
            var plain = Host.CreateEmptyApplicationBuilder(null);
            AddServices(plain.Services, settings, hocon, parts);
            return plain.Build();
        }

        var web = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        web.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Parse(settings.Address), settings.Http.Port));
        web.Services.AddRoutingCore();
        AddServices(web.Services, settings, hocon, parts);
        var app = web.Build();
        app.UseRouting();
        app.MapApi();
        return app;
    }

    private static void AddServices(IServiceCollection services, NodeSettings settings, Config hocon, HostNode? parts)
    {
        services.AddSerilog(NodeLog.Create(settings.Logs), dispose: true);
        services.AddAkka(AkkaNode.SystemName, akka => akka.AddNode(settings, hocon, parts));
    }

    private static void CheckPorts(NodeSettings settings)
    {
        var address = IPAddress.Parse(settings.Address);
        PortCheck.ThrowIfTaken(address, settings.Port, nameof(settings.Port));
        if (IsCoordinator(settings))
        {
            PortCheck.ThrowIfTaken(address, settings.Http.Port, "Http:Port");
        }
    }

    private static bool IsCoordinator(NodeSettings settings) => settings.Roles.Contains(HostAnnouncement.CoordinatorRole);

    private static bool CarriesTraffic(NodeSettings settings) =>
        settings.Roles.Contains(HostAnnouncement.HostRole) || settings.Roles.Contains(HostAnnouncement.StorageRole);
}
