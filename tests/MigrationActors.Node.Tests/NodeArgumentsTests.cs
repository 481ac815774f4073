namespace MigrationActors.Node.Tests;

public sealed class NodeArgumentsTests
{
    [Fact]
    public void The_file_comes_first_and_what_follows_are_overrides()
    {
        var arguments = NodeArguments.Parse(["--config", "host.json", "--Link:Mbps", "200"]).ShouldNotBeNull();

        arguments.ConfigFile.ShouldBe("host.json");
        arguments.Overrides.ShouldBe(["--Link:Mbps", "200"]);
    }

    [Theory]
    [InlineData]
    [InlineData("--config")]
    [InlineData("host.json")]
    [InlineData("--help")]
    [InlineData("--Link:Mbps", "200", "--config", "host.json")]
    public void Anything_else_is_a_question_of_usage(params string[] arguments) => NodeArguments.Parse(arguments).ShouldBeNull();
}
