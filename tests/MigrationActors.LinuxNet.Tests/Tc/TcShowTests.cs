using MigrationActors.Core;
using MigrationActors.LinuxNet.Tc.Reading;
using MigrationActors.LinuxNet.Tests.Support;

namespace MigrationActors.LinuxNet.Tests.Tc;

public class TcShowTests
{
    [Theory]
    [InlineData("qdisc-defaults.json", "eth0", "noqueue", true, false)]
    [InlineData("qdisc-by-hand.json", "eth0", "pfifo_fast", false, false)]
    [InlineData("qdisc-by-hand.json", "eth1", "htb", false, false)]
    [InlineData("qdisc-ours.json", "eth0", "htb", false, true)]
    [InlineData("qdisc-ours.json", "maifb2", "pfifo_fast", true, false)]
    public void A_root_is_the_kernel_s_ours_or_somebody_s(string file, string device, string kind, bool isDefault, bool isOurs)
    {
        var root = TcShow.ParseQdiscs(Fixture.Read(file)).Single(q => q.Device == device && q.IsRoot);

        (root.Kind, root.IsKernelDefault, root.IsOurs).ShouldBe((kind, isDefault, isOurs));
    }

    [Fact]
    public void Our_handle_on_another_kind_is_not_ours() =>
        TcShow.ParseQdiscs("""[{"kind":"tbf","handle":"4d41:","root":true}]""").Single().IsOurs.ShouldBeFalse();

    [Fact]
    public void An_ingress_is_found_beside_the_root() =>
        TcShow.ParseQdiscs(Fixture.Read("qdisc-ours.json")).Single(q => q.IsIngress).Device.ShouldBe("eth0");

    [Fact]
    public void Classes_are_read_with_rate_and_bytes() =>
        TcShow.ParseClasses(Fixture.Read("class-ours.txt")).OrderBy(c => c.Minor).ShouldBe(
        [
            new("4d41:", 1, new Mbps(200), new Mbps(200), 132),
            new("4d41:", 2, new Mbps(5), new Mbps(200), 0),
            new("4d41:", 0x10, new Mbps(73.456), new Mbps(200), 132),
        ]);

    [Fact]
    public void A_redirect_names_its_target_and_hash_tables_are_no_filters() =>
        TcShow.ParseFilters(Fixture.Read("filter-redirect.json")).ShouldBe([new("all", 1, "maifb2")]);

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("[]")]
    [InlineData("[ ]")]
    public void Nothing_is_nothing(string text)
    {
        TcShow.ParseQdiscs(text).ShouldBeEmpty();
        TcShow.ParseFilters(text).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("[{}]")]
    [InlineData("[{\"kind\":1}]")]
    [InlineData("qdisc noqueue 0: root")]
    public void Another_form_is_refused(string text) => Should.Throw<FormatException>(() => TcShow.ParseQdiscs(text));

    [Fact]
    public void A_class_without_counters_is_refused() =>
        Should.Throw<FormatException>(() => TcShow.ParseClasses("class htb 4d41:1 root rate 200Mbit ceil 200Mbit burst 25000b cburst 25000b \n"));

    [Fact]
    public void Classes_of_other_qdiscs_are_left_out() =>
        TcShow.ParseClasses("class mq :1 root \n Sent 0 bytes 0 pkt (dropped 0, overlimits 0 requeues 0) \n").ShouldBeEmpty();

    [Theory]
    [InlineData("800bit", 0.0008)]
    [InlineData("35123Kbit", 35.123)]
    [InlineData("60Mbit", 60)]
    [InlineData("12500Mbit", 12500)]
    [InlineData("10Gbit", 10_000)]
    [InlineData("1.5Gbit", 1500)]
    public void Rates_are_read_as_tc_prints_them(string text, double mbps) => TcShow.ParseRate(text).Value.ShouldBe(mbps, 1e-9);

    [Theory]
    [InlineData("")]
    [InlineData("60")]
    [InlineData("60mbps")]
    [InlineData("-1bit")]
    public void Other_rates_are_refused(string text) => Should.Throw<FormatException>(() => TcShow.ParseRate(text));
}
