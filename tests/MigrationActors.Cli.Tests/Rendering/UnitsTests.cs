using CsCheck;
using MigrationActors.Cli.Rendering;

namespace MigrationActors.Cli.Tests.Rendering;

public sealed class UnitsTests
{
    [Theory]
    [InlineData(0d, "0 ms")]
    [InlineData(31d, "31 ms")]
    [InlineData(999.4, "999 ms")]
    [InlineData(999.6, "1.00 s")]
    [InlineData(4450d, "4.45 s")]
    [InlineData(9_994d, "9.99 s")]
    [InlineData(9_996d, "10.0 s")]
    [InlineData(59_940d, "59.9 s")]
    [InlineData(59_960d, "1 min 00 s")]
    [InlineData(185_000d, "3 min 05 s")]
    [InlineData(7_380_000d, "2 h 03 min")]
    [InlineData(352_800_000d, "4 d 02 h")]
    [InlineData(-5d, "0 ms")]
    [InlineData(double.NaN, "-")]
    [InlineData(null, "-")]
    public void A_duration_has_the_unit_that_fits_it(double? milliseconds, string text) => Units.Duration(milliseconds).ShouldBe(text);

    [Theory]
    [InlineData(-1, "0 B")]
    [InlineData(1023, "1023 B")]
    [InlineData(1024, "1.0 KiB")]
    [InlineData(1_048_575, "1.0 MiB")]
    [InlineData(327_575_142, "312.4 MiB")]
    [InlineData(805_306_368, "768.0 MiB")]
    [InlineData(long.MaxValue, "8192.0 PiB")]
    public void A_size_is_in_powers_of_1024(long bytes, string text) => Units.Bytes(bytes).ShouldBe(text);

    [Theory]
    [InlineData(0d, "0 Mbit/s")]
    [InlineData(0.04, "0 Mbit/s")]
    [InlineData(12.34, "12.3 Mbit/s")]
    [InlineData(99.94, "99.9 Mbit/s")]
    [InlineData(99.96, "100 Mbit/s")]
    [InlineData(812.5, "813 Mbit/s")]
    [InlineData(double.PositiveInfinity, "-")]
    [InlineData(null, "-")]
    public void A_rate_has_no_digits_that_mean_nothing(double? mbps, string text) => Units.Rate(mbps).ShouldBe(text);

    [Theory]
    [InlineData(0, "0 %")]
    [InlineData(0.999, "99 %")]
    [InlineData(1, "100 %")]
    [InlineData(7, "100 %")]
    [InlineData(double.NaN, "0 %")]
    public void Hundred_per_cent_means_everything(double fraction, string text) => Units.Percent(fraction).ShouldBe(text);

    [Fact]
    public void Any_number_has_a_short_text() => Gen.Select(Gen.Double, Gen.Long).Sample((number, size) =>
        Units.Duration(number).Length <= 20 && Units.Bytes(size).Length <= 11 && Units.Percent(number).Length <= 5);
}
