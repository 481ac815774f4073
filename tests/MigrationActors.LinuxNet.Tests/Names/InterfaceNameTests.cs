using MigrationActors.LinuxNet.Names;

namespace MigrationActors.LinuxNet.Tests.Names;

public class InterfaceNameTests
{
    [Theory]
    [InlineData("eth0")]
    [InlineData("eth0.100")]
    [InlineData("a")]
    [InlineData("123456789012345")]
    [InlineData("br_x-1")]
    public void Usable_names_are_taken(string name) => new InterfaceName(name).Value.ShouldBe(name);

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("-x")]
    [InlineData(".")]
    [InlineData("a;b")]
    [InlineData("$(id)")]
    [InlineData("a b")]
    [InlineData("eth0\n")]
    [InlineData("1234567890123456")]
    [InlineData("eth0/..")]
    public void Other_names_are_refused_with_a_sentence(string? name) =>
        Should.Throw<FormatException>(() => new InterfaceName(name!)).Message.ShouldContain("1 to 15 letters");
}
