using MigrationActors.Cli.Failures;
using MigrationActors.Cli.Input;

namespace MigrationActors.Cli.Tests.Input;

public sealed class NameTests
{
    [Theory]
    [InlineData("a")]
    [InlineData("web-1.example_2")]
    [InlineData("0")]
    public void A_name_is_taken_as_it_is(string name) => Name.Check("VM", name).ShouldBe(name);

    [Theory]
    [InlineData("-x", "begins with '-'")]
    [InlineData(".hidden", "begins with '.'")]
    [InlineData("a;b", "contains ';'")]
    [InlineData("$(id)", "contains '$'")]
    [InlineData("a b", "contains a space")]
    [InlineData("a'b", "contains a quote (')")]
    [InlineData("a\"b", "contains a quote (\")")]
    [InlineData("a/../b", "contains '/'")]
    [InlineData("web-1\n", "contains a space")]
    [InlineData("a\u0007", "contains the control character U+0007")]
    [InlineData("ä", "contains 'ä'")]
    public void Anything_else_is_refused_with_the_fault_named(string name, string fault) =>
        Should.Throw<InvalidInputException>(() => Name.Check("VM", name)).Message.ShouldContain(fault);

    [Fact]
    public void The_longest_name_has_63_characters()
    {
        Name.Check("host", new string('h', 63)).Length.ShouldBe(63);
        Should.Throw<InvalidInputException>(() => Name.Check("host", new string('h', 64))).Message.ShouldContain("it has 64 characters");
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    public void No_name_says_where_names_are_listed(string? name) =>
        Should.Throw<InvalidInputException>(() => Name.Check("VM", name)).Message.ShouldContain("'migctl vms'");
}
