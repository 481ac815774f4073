using MigrationActors.Testbed.Probing;

namespace MigrationActors.Testbed.Tests.Probing;

public sealed class GuestReplyTests
{
    [Fact]
    public void A_probes_answer_has_counter_nonce_and_clock()
    {
        GuestReply.TryParse("P12 counter=7 nonce=00ff uptime_ms=7300 fill=10/64", out var reply).ShouldBeTrue();
        reply.ShouldBe(new GuestReply("P12", 7, "00ff", TimeSpan.FromSeconds(7.3), 10, 64, null, null));
        reply!.IsFilled.ShouldBeFalse();
    }

    [Theory]
    [InlineData("ok disk_counter=6", true, 6L)]
    [InlineData("bad:1048580", false, null)]
    [InlineData("none", false, null)]
    public void A_verification_tells_about_the_disk(string disk, bool intact, long? counter)
    {
        GuestReply.TryParse($"V counter=7 nonce=1 uptime_ms=1 fill=64/64 disk={disk}", out var reply).ShouldBeTrue();
        reply!.DiskIsIntact.ShouldBe(intact);
        reply.DiskCounter.ShouldBe(counter);
        reply.IsFilled.ShouldBeTrue();
    }

    [Fact]
    public void Any_text_is_either_an_answer_or_refused() =>
        CsCheck.Check.Sample(CsCheck.Gen.String, text => GuestReply.TryParse(text, out var reply) == reply is not null);

    [Theory]
    [InlineData("")]
    [InlineData("P1")]
    [InlineData("P1 counter=-1 nonce=1 uptime_ms=1 fill=0/0")]
    [InlineData("P1 counter=1 counter=2 uptime_ms=1 fill=0/0")]
    [InlineData("P1 counter=1 nonce=1 uptime_ms=1 fill=0")]
    public void What_is_no_answer_is_refused(string line) => GuestReply.TryParse(line, out _).ShouldBeFalse();
}
