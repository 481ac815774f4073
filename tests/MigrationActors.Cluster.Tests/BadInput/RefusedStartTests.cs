using System.Text.Json.Nodes;
using MigrationActors.Cluster.Tests.Support;
using MigrationActors.Processes;
using MigrationActors.Testbed.Network;

namespace MigrationActors.Cluster.Tests.BadInput;

/// <summary>VM definitions that cannot be used, as an operator hands them in.</summary>
[Collection(OneClusterCollection.Name)]
public sealed class RefusedStartTests(ClusterFixture fixture)
{
    private const int WrongUsage = 2;
    private const int Refused = 3;

    [SkippableTheory]
    [InlineData("""{ "name": "odd", "memoryMiB": 64, "memoryMib": 64 }""", "memoryMib is no known field")]
    [InlineData("""{ "name": "odd", "memoryMiB": -1 }""", "memoryMiB is -1")]
    [InlineData("""{ "name": "-x", "memoryMiB": 64 }""", "name is \"-x\"")]
    [InlineData("""{ "name": "a;b", "memoryMiB": 64 }""", "name is \"a;b\"")]
    [InlineData("""{ "name": "$(id)", "memoryMiB": 64 }""", "name is \"$(id)\"")]
    [InlineData("""{ "name": "odd", "memoryMiB": 64, "nics": [ { "mac": "52:54:00:00:00:01", "bridge": "br9" } ] }""", "There is no bridge 'br9'", Refused)]
    [InlineData("""{ "name": "odd", "memoryMiB": 64, "disks": [ { "source": "/nowhere/disk.img", "format": "raw" } ] }""", "/nowhere/disk.img", Refused)]
    public async Task A_definition_that_cannot_be_used_starts_nothing(string definition, string complaint, int exitCode = WrongUsage)
    {
        fixture.SkipWithoutTestbed();
        var before = await fixture.TrafficControlAsync();
        var links = await LinksAsync();

        (await StartAsync(definition, TestbedLayout.Source)).ShouldFail(exitCode, complaint);

        (await fixture.HostAsync(TestbedLayout.Source)).Vms.ShouldBeEmpty();
        (await LinksAsync()).ShouldBe(links);
        await fixture.ShouldHaveTrafficControlAsync(before);
    }

    [SkippableFact]
    public async Task A_second_VM_of_a_name_is_refused_on_the_same_host_and_on_the_other_one()
    {
        fixture.SkipWithoutTestbed();
        await using var guest = await RunningGuest.BootAsync(fixture, "only");
        var from = guest.Probe.Now;
        var definition = await guest.DefinitionAsync();

        (await StartAsync(definition, TestbedLayout.Source)).ShouldFail(Refused, guest.Name, "already");

        // Its disk must not get a second writer, whatever else the definition says.
        var copy = JsonNode.Parse(definition)!;
        copy["memoryMiB"] = 128;
        (await StartAsync(copy.ToJsonString(), TestbedLayout.Destination)).ShouldFail(Refused, guest.Name, TestbedLayout.Source);
        await guest.ShouldRunOnSourceAloneSinceAsync(from);
        (await guest.VerifyDiskAsync()).DiskIsIntact.ShouldBeTrue();
    }

    [SkippableFact]
    public async Task A_host_that_runs_no_VMs_or_is_not_there_is_refused()
    {
        fixture.SkipWithoutTestbed();
        const string definition = """{ "name": "fine", "memoryMiB": 64 }""";
        (await StartAsync(definition, TestbedLayout.Nfs)).ShouldFail(Refused, $"no host named '{TestbedLayout.Nfs}' that runs VMs", TestbedLayout.Source);
        (await StartAsync(definition, "nowhere")).ShouldFail(Refused, "no host named 'nowhere'");
    }

    private async Task<CommandResult> StartAsync(string definition, string host)
    {
        var file = Path.Combine(fixture.Testbed.Layout.StateFolder, "handed-in.json");
        await File.WriteAllTextAsync(file, definition);
        return await Migctl.RunAsync(fixture, "start", file, "--host", host);
    }

    private async Task<string> LinksAsync() => (await fixture.Source.RunAsync(["ip", "-br", "link"])).Output;
}
