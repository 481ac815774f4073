using MigrationActors.Node.Settings;

namespace MigrationActors.Node.Tests.Settings;

/// <summary>The files of cluster-config/ as they are shipped.</summary>
public sealed class ShippedConfigurationTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "cluster-config");

    [Theory]
    [InlineData("host.json", "host")]
    [InlineData("storage.json", "storage")]
    [InlineData("coordinator.json", "coordinator")]
    public void Each_settings_file_can_be_used_as_it_is(string file, string role)
    {
        var settings = SettingsReader.Read(Path.Combine(Folder, file), []);

        settings.Roles.ShouldBe([role]);
    }

    [Fact]
    public void No_settings_file_is_left_untested() =>
        Directory.EnumerateFiles(Folder, "*.json").Select(Path.GetFileName).ShouldBe(["host.json", "storage.json", "coordinator.json"], ignoreOrder: true);

    [Fact]
    public void The_clusters_configuration_is_found_beside_the_settings_and_holds_what_keeps_data_safe()
    {
        var file = Path.Combine(Folder, "coordinator.json");
        var akka = SettingsReader.ReadAkka(file, SettingsReader.Read(file, []));

        akka.GetString("akka.actor.provider").ShouldBe("cluster");
        akka.GetString("akka.cluster.downing-provider-class").ShouldBe("Akka.Cluster.SBR.SplitBrainResolverProvider, Akka.Cluster");
        akka.GetString("akka.cluster.split-brain-resolver.keep-majority.role").ShouldBe("coordinator");
        akka.GetString("akka.persistence.journal.sql.replay-filter.mode").ShouldBe("fail");
        akka.GetBoolean("akka.persistence.journal.sql.default.journal.use-writer-uuid-column").ShouldBeTrue();
    }

    [Fact]
    public void A_missing_cluster_configuration_says_what_to_copy_where()
    {
        using var alone = new TemporaryFile("host.json", File.ReadAllText(Path.Combine(Folder, "host.json")));

        var error = Should.Throw<InvalidSettingsException>(() => SettingsReader.ReadAkka(alone.Path, SettingsReader.Read(alone.Path, [])));

        error.Message.ShouldContain(Path.Combine(Path.GetDirectoryName(alone.Path)!, "akka.conf"));
        error.Message.ShouldContain("copy cluster-config/akka.conf there");
    }
}
