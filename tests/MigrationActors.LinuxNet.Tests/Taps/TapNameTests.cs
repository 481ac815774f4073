using MigrationActors.LinuxNet.Taps;

namespace MigrationActors.LinuxNet.Tests.Taps;

public class TapNameTests
{
    [Fact]
    public void A_name_is_the_same_each_time_and_on_each_host() => TapName.For("web-1", 0).Value.ShouldBe("mac4719afa-0");

    [Fact]
    public void Vms_and_nics_have_different_taps() =>
        new[] { TapName.For("a", 0), TapName.For("a", 1), TapName.For("b", 0) }.Distinct().Count().ShouldBe(3);

    [Fact]
    public void The_address_on_the_host_is_above_any_that_a_port_has_by_itself() => TapName.AddressFor("web-1", 2).ShouldBe("fe:c4:71:9a:fa:02");

    [Theory]
    [InlineData("mac4719afa-0", true)]
    [InlineData("mac4719afa-99", true)]
    [InlineData("maifb3", false)]
    [InlineData("main-bridge", false)]
    [InlineData("mac4719afa", false)]
    public void Ours_are_told_from_others(string name, bool ours) => TapName.IsOurs(name).ShouldBe(ours);

    [Theory]
    [InlineData("web-1", "mac4719afa-0", true)]
    [InlineData("web-1", "mac4719afa-99", true)]
    [InlineData("web-2", "mac4719afa-0", false)]
    [InlineData("web-1", "mac4719afa-", false)]
    public void A_tap_is_told_to_be_of_a_vm_by_its_name(string vm, string name, bool its) => TapName.IsOf(vm, name).ShouldBe(its);

    [Theory]
    [InlineData(-1)]
    [InlineData(100)]
    public void A_nic_number_that_does_not_fit_is_refused(int nic) =>
        Should.Throw<ArgumentOutOfRangeException>(() => TapName.For("a", nic));
}
