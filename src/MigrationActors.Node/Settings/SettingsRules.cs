using System.Net;
using System.Text.RegularExpressions;
using MigrationActors.LinuxNet.Names;
using MigrationActors.Protocol.Hosts;
using Serilog.Events;

namespace MigrationActors.Node.Settings;

/// <summary>What a node's settings must keep to; each breach is a line that names the setting and what it allows.</summary>
internal static partial class SettingsRules
{
    private static readonly string[] KnownRoles = [HostAnnouncement.HostRole, HostAnnouncement.StorageRole, HostAnnouncement.CoordinatorRole];

    private const string PathRule = "an absolute path without control characters, '%', ';' and quotes.";

    public static IEnumerable<string> Problems(NodeSettings s)
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

        if (IsCoordinator(s) && s.Http.Port == s.Port)
        {
            yield return $"Http:Port {s.Http.Port}: the cluster's own Port is the same; they must differ.";
        }

        if (s.Vms.FirstPort > s.Vms.LastPort)
        {
            yield return $"Vms:FirstPort {s.Vms.FirstPort} is above Vms:LastPort {s.Vms.LastPort}.";
        }

        foreach (var problem in LinkProblems(s.Link, CarriesTraffic(s)))
        {
            yield return problem;
        }

        if (!Enum.TryParse<LogEventLevel>(s.Logs.Level, ignoreCase: true, out var level) || !Enum.IsDefined(level))
        {
            yield return $"Logs:Level '{s.Logs.Level}': Verbose, Debug, Information, Warning, Error or Fatal.";
        }

        foreach (var (what, path) in new[] { ("Vms:Directory", s.Vms.Directory), ("State:Directory", s.State.Directory), ("Logs:Directory", s.Logs.Directory) })
        {
            if (!IsPath(path))
            {
                yield return $"{what} '{path}': {PathRule}";
            }
        }

        foreach (var problem in PersistenceProblems(s.Persistence).Concat(SagaProblems(s.Sagas)).Concat(LimitProblems(s.Limits)))
        {
            yield return problem;
        }

        if (string.IsNullOrWhiteSpace(s.Akka) || s.Akka.Any(char.IsControl))
        {
            yield return $"Akka '{s.Akka}': the cluster configuration's file, relative to the settings file.";
        }
    }

    private static IEnumerable<string> PersistenceProblems(PersistenceSettings persistence)
    {
        if (persistence is { SqliteFile: not null, PostgreSql: not null })
        {
            yield return "Persistence: SqliteFile and PostgreSql are both given; a coordinator has one journal.";
        }

        if (persistence.SqliteFile is { } file && !IsPath(file))
        {
            yield return $"Persistence:SqliteFile '{file}': {PathRule}";
        }

        if (persistence.PostgreSql is { } connection && PostgreSqlRules.Problem(connection) is { } problem)
        {
            yield return $"Persistence:PostgreSql {problem}";
        }
    }

    private static IEnumerable<string> LimitProblems(LimitsSettings limits)
    {
        foreach (var (what, most) in new[] { ("MostOutgoing", limits.MostOutgoing), ("MostIncoming", limits.MostIncoming) })
        {
            if (most < 0)
            {
                yield return $"Limits:{what} {most}: 1 or more, or 0 for no limit.";
            }
        }

        if (!(limits.AdmissionShare > 0 && limits.AdmissionShare <= 1))
        {
            yield return $"Limits:AdmissionShare {limits.AdmissionShare}: above 0, at most 1.";
        }
    }

    private static IEnumerable<string> SagaProblems(SagasSettings sagas)
    {
        foreach (var (what, seconds) in new[] { ("StallSeconds", sagas.StallSeconds), ("OutcomeSeconds", sagas.OutcomeSeconds), ("RecoverySeconds", sagas.RecoverySeconds) })
        {
            if (!(seconds >= 1 && seconds <= SagasSettings.MostSeconds))
            {
                yield return $"Sagas:{what} {seconds}: 1 to {SagasSettings.MostSeconds}.";
            }
        }

        if (sagas.LadderProblem is { } problem)
        {
            yield return $"Sagas:Ladder: {problem}";
        }
    }

    private static bool IsPath(string path) => Path.IsPathRooted(path) && !path.Any(c => char.IsControl(c) || c is '%' or ';' or '"');

    private static IEnumerable<string> LinkProblems(LinkSettings link, bool carriesTraffic)
    {
        if (link.Uplink.Length > 0 && !InterfaceName.IsValid(link.Uplink))
        {
            yield return $"Link:Uplink '{link.Uplink}' is not an interface's name.";
        }

        if (carriesTraffic && !(link.Mbps > 0 && double.IsFinite(link.Mbps)))
        {
            yield return $"Link:Mbps {link.Mbps}: the uplink's capacity in Mbit/s, above 0.";
        }
        else if (!(link.ControlMbps >= 0) || (carriesTraffic && link.ControlMbps >= link.Mbps))
        {
            yield return $"Link:ControlMbps {link.ControlMbps}: 0 or more, and below Link:Mbps.";
        }
    }

    private static bool IsCoordinator(NodeSettings s) => s.Roles.Contains(HostAnnouncement.CoordinatorRole);

    private static bool CarriesTraffic(NodeSettings s) =>
        s.Roles.Contains(HostAnnouncement.HostRole) || s.Roles.Contains(HostAnnouncement.StorageRole);

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9_.-]{0,62}\z", RegexOptions.CultureInvariant)]
    private static partial Regex NamePattern();
}
