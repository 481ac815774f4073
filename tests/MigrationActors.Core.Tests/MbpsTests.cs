using CsCheck;

namespace MigrationActors.Core.Tests;

public sealed class MbpsTests
{
    [Theory]
    [InlineData(-0.001)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_rate_that_makes_no_sense_is_refused(double value) =>
        Should.Throw<ArgumentOutOfRangeException>(() => new Mbps(value)).Message.ShouldContain("zero or more");

    [Fact]
    public void A_difference_below_zero_is_zero() => (new Mbps(3) - new Mbps(5)).ShouldBe(Mbps.Zero);

    [Fact]
    public void A_megabit_per_second_is_125000_bytes_per_second()
    {
        new Mbps(1).BytesPerSecond.ShouldBe(125_000);
        Mbps.FromBytesPerSecond(125_000).ShouldBe(new Mbps(1));
        Mbps.FromBytes(250_000, TimeSpan.FromSeconds(2)).ShouldBe(new Mbps(1));
    }

    [Fact]
    public void Comparing_rates_is_comparing_their_values() => Gen.Select(Gen.Double[0, 1e6], Gen.Double[0, 1e6]).Sample((a, b) =>
        new Mbps(a) < new Mbps(b) == a < b
        && new Mbps(a) >= new Mbps(b) == a >= b
        && Mbps.Min(new Mbps(a), new Mbps(b)).Value == Math.Min(a, b)
        && Mbps.Max(new Mbps(a), new Mbps(b)).Value == Math.Max(a, b));
}
