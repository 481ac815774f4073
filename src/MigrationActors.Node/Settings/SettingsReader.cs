using System.Net;
using System.Text.RegularExpressions;
using Akka.Configuration;
using MigrationActors.LinuxNet.Names;
using MigrationActors.Protocol.Hosts;

namespace MigrationActors.Node.Settings;

/// <summary>Reads and checks a node's settings: file, then environment (<c>MIGRATIOND_Link__Mbps</c>), then command line (<c>--Link:Mbps 200</c>).</summary>
public static partial class SettingsReader
{
    private static readonly string[] KnownRoles = [HostAnnouncement.HostRole, HostAnnouncement.StorageRole, HostAnnouncement.CoordinatorRole];

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
        catch (Exception e) when (e is InvalidDataException or InvalidOperationException or FormatException)
        {
            throw new InvalidSettingsException($"The settings ('{file}' with its overrides) cannot be read: {(e.InnerException ?? e).Message}");
        }

        var problems = Problems(settings).ToList();
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

    private static IEnumerable<string> Problems(NodeSettings s)
    {
        if (!NamePattern().IsMatch(s.Name))
        {
            yield return $"Name '{s.Name}': letters, digits, '.', '_' and '-', beginning with a letter or digit, 63 at most.";
        }

        if (!IPAddress.TryParse(s.Address, out var address) || address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any))
        {
            yield return $"Address '{s.Address}': one IP address of this host, not all of them.";
        }

        if (s.Roles.Length == 0 || s.Roles.Except(KnownRoles).Any())
        {
            yield return $"Roles '{string.Join(",", s.Roles)}': one or more of {string.Join(", ", KnownRoles)}.";
        }

        if (s.Seeds.Length == 0)
        {
            yield return "Seeds: at least one node to join through, as address:port.";
        }

        foreach (var seed in s.Seeds.Where(seed => !IPEndPoint.TryParse(seed, out var e) || e.Port == 0))
        {
            yield return $"Seeds: '{seed}' is not address:port.";
        }

        foreach (var (what, port) in new[] { ("Port", s.Port), ("Http:Port", s.Http.Port), ("Vms:FirstPort", s.Vms.FirstPort), ("Vms:LastPort", s.Vms.LastPort) })
        {
            if (port is < 1 or > 65535)
            {
                yield return $"{what} {port}: 1 to 65535.";
            }
        }

        foreach (var (what, path) in new[] { ("Vms:Directory", s.Vms.Directory), ("Logs:Directory", s.Logs.Directory), ("Persistence:SqliteFile", s.Persistence.SqliteFile) })
        {
            if (!Path.IsPathRooted(path) || path.Any(c => char.IsControl(c) || c is '%' or ';' or '"'))
            {
                yield return $"{what} '{path}': an absolute path without control characters, '%', ';' and quotes.";
            }
        }

        if (s.Vms.FirstPort > s.Vms.LastPort)
        {
            yield return $"Vms:FirstPort {s.Vms.FirstPort} is above Vms:LastPort {s.Vms.LastPort}.";
        }

        var carriesTraffic = s.Roles.Contains(HostAnnouncement.HostRole) || s.Roles.Contains(HostAnnouncement.StorageRole);
        if (carriesTraffic && !(s.Link.Mbps > 0 && double.IsFinite(s.Link.Mbps)))
        {
            yield return $"Link:Mbps {s.Link.Mbps}: the uplink's capacity in Mbit/s, above 0.";
        }

        if (!Enum.TryParse<Serilog.Events.LogEventLevel>(s.Logs.Level, ignoreCase: true, out _))
        {
            yield return $"Logs:Level '{s.Logs.Level}': Verbose, Debug, Information, Warning, Error or Fatal.";
        }

        if (s.Link.Uplink.Length > 0 && !InterfaceName.IsValid(s.Link.Uplink))
        {
            yield return $"Link:Uplink '{s.Link.Uplink}' is not an interface's name.";
        }

        if (!(s.Link.ControlMbps >= 0) || (carriesTraffic && s.Link.ControlMbps >= s.Link.Mbps))
        {
            yield return $"Link:ControlMbps {s.Link.ControlMbps}: 0 or more, and below Link:Mbps.";
        }
    }

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9_.-]{0,62}$", RegexOptions.CultureInvariant)]
    private static partial Regex NamePattern();
}
