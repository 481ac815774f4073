using MigrationActors.Core;
using MigrationActors.Testbed.Guests;
using MigrationActors.Testbed.Namespaces;

namespace MigrationActors.Testbed.Tests.Guests;

public sealed class GuestOptionsTests
{
    [Fact]
    public void A_name_is_enough() => new GuestOptions("web1").Validate();

    [Theory]
    [InlineData("")]
    [InlineData("-x")]
    [InlineData("a;b")]
    [InlineData("$(id)")]
    [InlineData("../web1")]
    public void A_bad_name_is_refused(string name) => Problem(new GuestOptions(name)).ShouldContain("the name takes");

    [Fact]
    public void What_is_filled_must_fit_into_the_memory() =>
        Problem(new GuestOptions("web1") { MemoryMiB = 256, FillMiB = 200 }).ShouldContain("needs 296 MiB");

    [Fact]
    public void Negative_and_unknown_values_are_all_listed()
    {
        var problem = Problem(new GuestOptions("web1")
        {
            MemoryMiB = -1,
            DiskMiB = 1,
            FillMiB = -1,
            Out = Mbps.Zero,
            Workload = "games",
            Sla = (new Mbps(2), new Mbps(1)),
        });
        problem.ShouldContain("memory is -1");
        problem.ShouldContain("disk is 1");
        problem.ShouldContain("fill, dirty");
        problem.ShouldContain("traffic in and out");
        problem.ShouldContain("'games' is no workload");
        problem.ShouldContain("lower bound");
    }

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(0, 8, 64)]
    [InlineData(32, 8, 32)]
    [InlineData(300, 8, 64)]
    public void The_working_set_is_part_of_what_is_filled(int fill, int dirty, int workingSet) =>
        new GuestOptions("web1") { FillMiB = fill, DirtyMiBPerSecond = dirty }.EffectiveWorkingSetMiB.ShouldBe(workingSet);

    private static string Problem(GuestOptions options) => Should.Throw<TestbedException>(options.Validate).Message;
}
