using CsCheck;
using MigrationActors.Testbed.Namespaces;
using MigrationActors.Testbed.Network;

namespace MigrationActors.Testbed.Tests.Network;

public sealed class TestbedPrefixTests
{
    [Theory]
    [InlineData("ma")]
    [InlineData("a")]
    [InlineData("x1234567")]
    public void Letters_and_digits_with_a_letter_first_are_a_prefix(string text) => TestbedPrefix.Parse(text).Value.ShouldBe(text);

    [Theory]
    [InlineData("")]
    [InlineData("1a")]
    [InlineData("Ma")]
    [InlineData("toolongname")]
    [InlineData("a-b")]
    [InlineData("a;b")]
    [InlineData("../x")]
    [InlineData("ma\n")]
    public void Anything_else_is_refused_with_what_is_allowed(string text) =>
        Should.Throw<TestbedException>(() => TestbedPrefix.Parse(text)).Message.ShouldContain("1 to 8 lower-case letters");

    [Fact]
    public void The_default_prefix_has_subnet_0() => TestbedPrefix.Parse("ma").Subnet.ShouldBe(0);

    [Fact]
    public void Every_other_prefix_has_a_subnet_from_1_to_254() =>
        Check.Sample(
            Gen.Int[0, int.MaxValue].Select(number => $"x{number:x}"[..Math.Min(8, $"x{number:x}".Length)]),
            text => TestbedPrefix.Parse(text).Subnet is >= 1 and <= 254);
}
