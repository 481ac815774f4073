using System.Text;
using MigrationActors.Cli.Failures;
using MigrationActors.Cli.Input;
using MigrationActors.Cli.Terminals;
using MigrationActors.Protocol.Api;

namespace MigrationActors.Cli.Tests.Input;

public sealed class GangFileTests
{
    [Fact]
    public async Task Yaml_has_members_and_what_holds_for_all()
    {
        var gang = await ReadAsync("""
            # Saturday's move
            destination: h2
            urgency: Low
            strategy: serial
            members:
              - web-1
              - db-1=h3:high
              - vm: cache-1
                technique: precopy
                deadline: 2101-01-01T01:00:00+01:00
            """);

        (gang.Destination, gang.Urgency, gang.Technique, gang.Deadline, gang.Strategy).ShouldBe(("h2", "low", null, null, "serial"));
        gang.Members.ShouldBe(
            [new GangMemberBody("web-1"), new("db-1", "h3", "high"), new("cache-1", Technique: "precopy", Deadline: "2101-01-01T00:00:00Z")]);
    }

    [Fact]
    public async Task Json_is_read_in_the_same_way()
    {
        var gang = await ReadAsync("""{ "members": [ { "vm": "web-1", "destination": "h2" }, "db-1=h3" ], "technique": "hybrid" }""");

        gang.Technique.ShouldBe("hybrid");
        gang.Members.ShouldBe([new GangMemberBody("web-1", "h2"), new("db-1", "h3")]);
    }

    [Fact]
    public async Task A_list_alone_is_the_members() => (await ReadAsync("- web-1=h2\n- db-1=h3\n")).Members.Count.ShouldBe(2);

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("destination: h2", "line 1: 'members' is missing")]
    [InlineData("members: web-1", "line 1: 'members' is no list")]
    [InlineData("members:\n  - vm: web-1\n    urgncy: low", "line 3: 'urgncy' is not known")]
    [InlineData("members:\n  - destination: h2", "line 2: 'vm' is missing")]
    [InlineData("members:\n  - vm: we b", "line 2: 'we b' cannot be a VM's name")]
    [InlineData("members:\n  - web-1=\n", "line 2: 'web-1=' has nothing behind its '='")]
    [InlineData("members:\n  - [web-1]", "line 2: a member is expected here")]
    [InlineData("members:\n  - vm: [web-1]", "line 2: 'vm' takes one word")]
    [InlineData("members: [web-1]\nurgency: asap", "line 2: the urgency cannot be 'asap'")]
    [InlineData("members:\n  - vm: web-1\n    technique: teleport", "line 3: the technique of 'web-1' cannot be 'teleport'")]
    [InlineData("members: [web-1]\nstrategy: random", "line 2: the strategy cannot be 'random'")]
    [InlineData("members: [web-1]\nurgency: low\nurgency: high", "is neither YAML nor JSON")]
    [InlineData("members:\n\t- web-1", "is neither YAML nor JSON")]
    [InlineData("{ \"members\": [", "is neither YAML nor JSON")]
    [InlineData("hello", "line 1: a gang is expected here")]
    [InlineData("a: 1\n---\nb: 2", "holds 2 documents")]
    public async Task What_is_no_gang_is_refused_with_the_line(string text, string fault)
    {
        var message = (await Should.ThrowAsync<InvalidInputException>(() => ReadAsync(text))).Message;

        message.ShouldStartWith("Standard input");
        message.ShouldContain(fault);
        message.ShouldNotContain("\n");
    }

    [Theory]
    [InlineData('[')]
    [InlineData('{')]
    public async Task Endless_nesting_is_a_fault_and_no_crash(char bracket) =>
        (await Should.ThrowAsync<InvalidInputException>(() => ReadAsync(new string(bracket, 500_000)))).Message.ShouldContain("nested too deeply");

    private static Task<GangBody> ReadAsync(string text)
    {
        var environment = new CliEnvironment(
            TextWriter.Null, TextWriter.Null, () => new MemoryStream(Encoding.UTF8.GetBytes(text)), false, false, 80, 24, _ => null, TimeProvider.System, CliTimings.Default);
        return GangFile.ReadAsync("-", environment, CancellationToken.None);
    }
}
