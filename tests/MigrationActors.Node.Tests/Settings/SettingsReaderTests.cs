using System.Text.Json.Nodes;
using MigrationActors.Node.Settings;

namespace MigrationActors.Node.Tests.Settings;

public sealed class SettingsReaderTests
{
    private const string Good = """
        {
          "Name": "host1", "Address": "192.0.2.11", "Port": 4053, "Roles": [ "host" ], "Seeds": [ "192.0.2.10:4053" ],
          "Link": { "Mbps": 1000, "ControlMbps": 5, "Uplink": "eth0" }
        }
        """;

    [Fact]
    public void A_file_gives_its_values_and_leaves_the_rest_at_their_defaults()
    {
        var settings = Read(Good);

        settings.Name.ShouldBe("host1");
        settings.Roles.ShouldBe(["host"]);
        settings.Seeds.ShouldBe(["192.0.2.10:4053"]);
        settings.Link.ShouldBe(new LinkSettings { Mbps = 1000, ControlMbps = 5, Uplink = "eth0" });
        settings.Http.Port.ShouldBe(4080);
        settings.Vms.FirstPort.ShouldBe(49152);
        settings.State.Directory.ShouldBe("/var/lib/migration-actors");
        settings.Akka.ShouldBe("akka.conf");
    }

    [Fact]
    public void The_command_line_wins_over_the_file()
    {
        var settings = Read(Good, "--Link:Mbps", "10000", "--Name=other");

        settings.Link.Mbps.ShouldBe(10000);
        settings.Link.Uplink.ShouldBe("eth0");
        settings.Name.ShouldBe("other");
    }

    [Theory]
    [InlineData("Name", "-x", "Name '-x': letters, digits")]
    [InlineData("Name", "a;b", "Name 'a;b': letters, digits")]
    [InlineData("Name", "", "Name '': letters, digits")]
    [InlineData("Name", "host1\n", "Name 'host1\n': letters, digits")]
    [InlineData("Address", "0.0.0.0", "Address '0.0.0.0': one IP address of this host")]
    [InlineData("Address", "::", "Address '::': one IP address of this host")]
    [InlineData("Address", "host1.example", "Address 'host1.example': one IP address of this host")]
    [InlineData("Roles:0", "boss", "Roles 'boss': one or more of host, storage, coordinator.")]
    [InlineData("Seeds:0", "192.0.2.10", "Seeds: '192.0.2.10' is not address:port.")]
    [InlineData("Seeds:0", "host1:4053", "Seeds: 'host1:4053' is not address:port.")]
    [InlineData("Port", "0", "Port 0: 1 to 65535.")]
    [InlineData("Http:Port", "65536", "Http:Port 65536: 1 to 65535.")]
    [InlineData("Vms:FirstPort", "-1", "Vms:FirstPort -1: 1 to 65535.")]
    [InlineData("Vms:LastPort", "100", "Vms:FirstPort 49152 is above Vms:LastPort 100.")]
    [InlineData("Link:Mbps", "0", "Link:Mbps 0: the uplink's capacity")]
    [InlineData("Link:Mbps", "NaN", "Link:Mbps NaN: the uplink's capacity")]
    [InlineData("Link:Mbps", "-100", "Link:Mbps -100: the uplink's capacity")]
    [InlineData("Link:ControlMbps", "1000", "Link:ControlMbps 1000: 0 or more, and below Link:Mbps.")]
    [InlineData("Link:ControlMbps", "-1", "Link:ControlMbps -1: 0 or more, and below Link:Mbps.")]
    [InlineData("Link:Uplink", "$(id)", "Link:Uplink '$(id)' is not an interface's name.")]
    [InlineData("Logs:Level", "loud", "Logs:Level 'loud': Verbose, Debug")]
    [InlineData("Logs:Level", "17", "Logs:Level '17': Verbose, Debug")]
    [InlineData("Logs:Directory", "", "Logs:Directory")]
    [InlineData("Vms:Directory", "", "Vms:Directory")]
    [InlineData("State:Directory", "state", "State:Directory 'state': an absolute path")]
    [InlineData("Persistence:SqliteFile", "journal.db", "Persistence:SqliteFile 'journal.db': an absolute path")]
    [InlineData("Persistence:SqliteFile", "/tmp/a;b.db", "Persistence:SqliteFile '/tmp/a;b.db': an absolute path")]
    [InlineData("Persistence:PostgreSql", "Host=db", "Persistence:PostgreSql lacks Host, Database or Username: write it as Host=")]
    [InlineData("Persistence:PostgreSql", "nonsense", "Persistence:PostgreSql is no connection string")]
    [InlineData("Persistence:PostgreSql", "Host=db;Colour=red", "Persistence:PostgreSql is no connection string")]
    [InlineData("Persistence:PostgreSql", "Host=db;Port=x", "Persistence:PostgreSql is no connection string")]
    [InlineData("Persistence:PostgreSql", "", "Persistence:PostgreSql lacks Host")]
    [InlineData("Akka", "", "Akka")]
    public void A_value_that_cannot_be_used_has_a_line_of_its_own(string key, string value, string line)
    {
        var error = Should.Throw<InvalidSettingsException>(() => Read(Good, $"--{key}", value));

        error.Message.ShouldContain($"\n  - {line}");
        error.Message.Split("\n  - ").Length.ShouldBe(2, error.Message);
    }

    [Fact]
    public void Two_journals_are_one_too_many() =>
        Should.Throw<InvalidSettingsException>(() => Read(
            Good, "--Persistence:SqliteFile", "/tmp/j.db", "--Persistence:PostgreSql", "Host=db;Database=d;Username=u")).Message
            .ShouldContain("\n  - Persistence: SqliteFile and PostgreSql are both given");

    [Fact]
    public void A_password_in_the_settings_is_refused_and_not_shown()
    {
        var error = Should.Throw<InvalidSettingsException>(() => Read(
            Good, "--Persistence:PostgreSql", "Host=db;Database=d;Username=u;Password=hush-hush"));

        error.Message.ShouldContain("Persistence:PostgreSql holds a password: put that into a file");
        error.Message.ShouldContain("Passfile=FILE");
        error.Message.ShouldNotContain("hush");
    }

    [Fact]
    public void All_problems_are_told_at_once()
    {
        var error = Should.Throw<InvalidSettingsException>(() => Read("{}"));

        foreach (var what in new[] { "Name ''", "Address ''", "Roles ''", "Seeds: at least one" })
        {
            error.Message.ShouldContain($"\n  - {what}");
        }
    }

    [Theory]
    [InlineData("Name")]
    [InlineData("Address")]
    [InlineData("Roles")]
    [InlineData("Seeds")]
    [InlineData("Link")]
    [InlineData("Http")]
    [InlineData("Vms")]
    [InlineData("Logs")]
    [InlineData("Persistence")]
    [InlineData("Akka")]
    public void A_null_is_as_good_as_leaving_the_setting_out(string key)
    {
        var (withNull, without) = (JsonNode.Parse(Good)!.AsObject(), JsonNode.Parse(Good)!.AsObject());
        withNull[key] = null;
        without.Remove(key);

        Outcome(withNull).ShouldBe(Outcome(without));
    }

    [Theory]
    [InlineData("""{ "Uplink": null, "Mbps": 1000 }""")]
    [InlineData("""{ "Mbps": 1000 }""")]
    public void An_uplink_that_is_null_is_found_by_the_route(string link)
    {
        var settings = JsonNode.Parse(Good)!.AsObject();
        settings["Link"] = JsonNode.Parse(link);

        Read(settings.ToJsonString()).Link.Uplink.ShouldBe("");
    }

    [Fact]
    public void An_empty_section_is_all_defaults()
    {
        var settings = JsonNode.Parse(Good)!.AsObject();
        settings["Http"] = new JsonObject();
        settings["Logs"] = new JsonObject();

        Read(settings.ToJsonString()).ShouldSatisfyAllConditions(s => s.Http.Port.ShouldBe(4080), s => s.Logs.Level.ShouldBe("Information"));
    }

    [Theory]
    [InlineData("--Lnik:Mbps", "Lnik")]
    [InlineData("--Link:Mpbs", "Mpbs")]
    public void A_misspelt_setting_is_an_error_that_names_it(string key, string named) =>
        Should.Throw<InvalidSettingsException>(() => Read(Good, key, "5")).Message.ShouldContain(named);

    [Theory]
    [InlineData("--Port", "many", "Port")]
    [InlineData("--Link:Mbps", "fast", "Link:Mbps")]
    public void A_value_of_the_wrong_kind_is_named_with_its_setting(string key, string value, string named) =>
        Should.Throw<InvalidSettingsException>(() => Read(Good, key, value)).Message.ShouldContain($"'{named}'");

    [Fact]
    public void A_missing_file_says_where_there_are_some()
    {
        var error = Should.Throw<InvalidSettingsException>(() => SettingsReader.Read("/nowhere/host.json", []));

        error.Message.ShouldBe("There is no settings file '/nowhere/host.json'. Give one with --config FILE; cluster-config/ has one per role.");
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("Name = host1")]
    public void A_malformed_file_is_named(string text)
    {
        using var file = new TemporaryFile("node.json", text);

        Should.Throw<InvalidSettingsException>(() => SettingsReader.Read(file.Path, [])).Message.ShouldContain(file.Path);
    }

    [Fact]
    public void A_coordinator_alone_needs_no_link()
    {
        var settings = Read("""{ "Name": "c", "Address": "192.0.2.10", "Roles": [ "coordinator" ], "Seeds": [ "192.0.2.10:4053" ] }""");

        settings.Roles.ShouldBe(["coordinator"]);
    }

    [Fact]
    public void A_coordinators_two_ports_must_differ() =>
        Should.Throw<InvalidSettingsException>(() => Read(Good, "--Roles:0", "coordinator", "--Http:Port", "4053"))
            .Message.ShouldContain("Http:Port 4053");

    /// <summary>The lines of the refusal, or that there is none.</summary>
    private static string Outcome(JsonObject settings)
    {
        try
        {
            return $"port {Read(settings.ToJsonString()).Http.Port}";
        }
        catch (InvalidSettingsException e)
        {
            return string.Join("\n", e.Message.Split('\n').Skip(1));
        }
    }

    private static NodeSettings Read(string json, params string[] overrides)
    {
        using var file = new TemporaryFile("node.json", json);
        return SettingsReader.Read(file.Path, overrides);
    }
}
