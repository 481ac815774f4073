using Akka.Configuration;

namespace MigrationActors.Node.Settings;

/// <summary>Reads and checks a node's settings: file, then environment (<c>MIGRATIOND_Link__Mbps</c>), then command line (<c>--Link:Mbps 200</c>).</summary>
public static class SettingsReader
{
    /// <exception cref="InvalidSettingsException">The file is missing or malformed, or a value cannot be used.</exception>
    public static NodeSettings Read(string file, string[] overrides)
    {
        if (!File.Exists(file))
        {
            throw new InvalidSettingsException($"There is no settings file '{file}'. Give one with --config FILE; cluster-config/ has one per role.");
        }

        NodeSettings settings;
        try
        {
            settings = new ConfigurationBuilder()
                .AddJsonFile(Path.GetFullPath(file), optional: false)
                .AddEnvironmentVariables("MIGRATIOND_")
                .AddCommandLine(overrides)
                .Build()
                .Get<NodeSettings>(o => o.ErrorOnUnknownConfiguration = true) ?? new NodeSettings();
        }
        catch (InvalidDataException e)
        {
            // What is wrong with the file's text is in the inner exception.
            throw Unreadable(file, e.InnerException ?? e);
        }
        catch (Exception e) when (e is InvalidOperationException or FormatException)
        {
            // And which setting has a value of the wrong kind is in the outer one.
            throw Unreadable(file, e);
        }

        settings = WithoutNulls(settings);
        var problems = SettingsRules.Problems(settings).ToList();
        return problems.Count == 0
            ? settings
            : throw new InvalidSettingsException($"The settings ('{file}' with its overrides) cannot be used:\n" + string.Join("\n", problems.Select(p => "  - " + p)));
    }

    /// <summary>The cluster's configuration, which lies beside the node's own settings.</summary>
    /// <exception cref="InvalidSettingsException">It is not there, or malformed.</exception>
    public static Config ReadAkka(string file, NodeSettings settings)
    {
        var path = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(file))!, settings.Akka);
        if (!File.Exists(path))
        {
            throw new InvalidSettingsException($"There is no cluster configuration '{path}': copy cluster-config/akka.conf there, or correct the setting 'Akka'.");
        }

        try
        {
            return ConfigurationFactory.ParseString(File.ReadAllText(path));
        }
        catch (Exception e) when (e is FormatException or ConfigurationException)
        {
            throw new InvalidSettingsException($"The cluster configuration '{path}' cannot be read: {e.Message}");
        }
    }

    private static InvalidSettingsException Unreadable(string file, Exception why) =>
        new($"The settings ('{file}' with its overrides) cannot be read: {why.Message}");

    /// <summary>In a settings file null, and in .NET's reader also <c>{}</c>, means what leaving the setting out means.</summary>
    private static NodeSettings WithoutNulls(NodeSettings s) => s with
    {
        Name = s.Name ?? "",
        Address = s.Address ?? "",
        Roles = s.Roles ?? [],
        Seeds = s.Seeds ?? [],
        Akka = s.Akka ?? new NodeSettings().Akka,
        Http = s.Http ?? new HttpSettings(),
        Link = s.Link is { Uplink: not null } link ? link : (s.Link ?? new LinkSettings()) with { Uplink = "" },
        Vms = s.Vms is { Directory: not null } vms ? vms : (s.Vms ?? new VmSettings()) with { Directory = new VmSettings().Directory },
        State = s.State?.Directory is null ? new StateSettings() : s.State,
        Logs = (s.Logs ?? new LogSettings()) with
        {
            Level = s.Logs?.Level ?? new LogSettings().Level,
            Directory = s.Logs?.Directory ?? new LogSettings().Directory,
        },
        Sagas = s.Sagas is { Ladder: not null } sagas ? sagas : (s.Sagas ?? new SagasSettings()) with { Ladder = [] },
        Persistence = s.Persistence ?? new PersistenceSettings(),
    };
}
