using MigrationActors.Testbed.Namespaces;
using MigrationActors.Testbed.Network;

namespace MigrationActors.Testbed.Tests.Network;

public sealed class LinkRateTests
{
    [Theory]
    [InlineData("200mbit", 200)]
    [InlineData("1gbit", 1000)]
    [InlineData("2.5gbit", 2500)]
    [InlineData("1500kbit", 1.5)]
    public void A_number_with_a_unit_is_a_rate(string text, double mbps) => LinkRate.Parse(text).Value.ShouldBe(mbps, 1e-9);

    [Theory]
    [InlineData("")]
    [InlineData("200")]
    [InlineData("-5mbit")]
    [InlineData("0mbit")]
    [InlineData("1kbit")]
    [InlineData("200 mbit")]
    [InlineData("200Mbit")]
    [InlineData("NaNmbit")]
    [InlineData("1e3mbit")]
    [InlineData("999999999gbit")]
    public void Anything_else_is_refused_with_an_example(string text) =>
        Should.Throw<TestbedException>(() => LinkRate.Parse(text)).Message.ShouldContain("such as 200mbit");
}
