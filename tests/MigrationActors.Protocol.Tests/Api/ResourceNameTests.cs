using MigrationActors.Protocol.Api;

namespace MigrationActors.Protocol.Tests.Api;

public sealed class ResourceNameTests
{
    [Theory]
    [InlineData("a")]
    [InlineData("web-1.example_2")]
    [InlineData("0")]
    public void Letters_digits_and_a_few_marks_are_a_name(string name) => ResourceName.IsValid(name).ShouldBeTrue();

    [Theory]
    [InlineData("")]
    [InlineData("-x")]
    [InlineData("a b")]
    [InlineData("a\n")]
    [InlineData("a'b")]
    [InlineData("é")]
    public void Anything_else_is_none(string name) => ResourceName.IsValid(name).ShouldBeFalse();

    [Fact]
    public void The_longest_has_63_characters()
    {
        ResourceName.IsValid(new string('n', ResourceName.MostCharacters)).ShouldBeTrue();
        ResourceName.IsValid(new string('n', ResourceName.MostCharacters + 1)).ShouldBeFalse();
    }
}
