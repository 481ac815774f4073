using CsCheck;
using MigrationActors.Cli.Rendering;

namespace MigrationActors.Cli.Tests.Rendering;

public sealed class PlainTests
{
    [Theory]
    [InlineData("plain → text", "plain → text")]
    [InlineData("\u001b[31mred", "?[31mred")]
    [InlineData("two\nlines\tand", "two lines and")]
    [InlineData("\u202Eevil", "?evil")]
    [InlineData(null, "")]
    public void Text_from_elsewhere_cannot_steer_the_terminal(string? text, string clean) => Plain.Clean(text).ShouldBe(clean);

    [Fact]
    public void Nothing_clean_has_a_control_character() => Gen.String.Sample(text => !Plain.Clean(text).Any(char.IsControl));

    [Fact]
    public void A_long_text_is_cut_in_a_message() => Plain.Short(new string('x', 5000)).Length.ShouldBe(80);
}
