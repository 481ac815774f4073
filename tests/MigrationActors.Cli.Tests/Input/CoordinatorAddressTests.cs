using MigrationActors.Cli.Failures;
using MigrationActors.Cli.Input;

namespace MigrationActors.Cli.Tests.Input;

public sealed class CoordinatorAddressTests
{
    [Fact]
    public void The_option_wins_over_the_environment_and_that_over_this_machine()
    {
        CoordinatorAddress.Choose("http://a:1", "http://b:2").ShouldBe([new Uri("http://a:1")]);
        CoordinatorAddress.Choose(null, "http://b:2").ShouldBe([new Uri("http://b:2")]);
        CoordinatorAddress.Choose(null, null).ShouldBe([new Uri("http://127.0.0.1:4080")]);
        CoordinatorAddress.Choose(null, "").ShouldBe([new Uri("http://127.0.0.1:4080")]);
    }

    [Fact]
    public void Several_are_separated_by_commas() =>
        CoordinatorAddress.Choose("http://a:1, http://b:2", null).ShouldBe([new Uri("http://a:1"), new Uri("http://b:2")]);

    [Theory]
    [InlineData("")]
    [InlineData("localhost:4080")]
    [InlineData("10.0.0.1")]
    [InlineData("ftp://host")]
    [InlineData("http://")]
    [InlineData("http://user:secret@host")]
    [InlineData("http://host/?x=1")]
    [InlineData("/etc/passwd")]
    [InlineData("http://a:1,")]
    [InlineData("http://a:1,b")]
    public void What_is_no_address_is_refused_with_an_example(string text) =>
        Should.Throw<InvalidInputException>(() => CoordinatorAddress.Choose(text, null)).Message
            .ShouldSatisfyAllConditions(m => m.ShouldContain("--coordinator"), m => m.ShouldContain("http://127.0.0.1:4080"));

    [Fact]
    public void A_bad_environment_is_named_as_the_culprit() =>
        Should.Throw<InvalidInputException>(() => CoordinatorAddress.Choose(null, "nonsense")).Message.ShouldContain("MIGCTL_COORDINATOR");
}
